#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Help, versions, the effective pipeline and exit statuses: commands.sh BUILD
set -u
build=$1
stemma="$PWD/$build/host/stemma"
STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
export STEMMA_PLUGIN_PATH
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

# expect WHAT WANTED FOUND
expect() {
  [ "$2" = "$3" ] || { echo "$1: expected $2, found $3"; bad=1; }
}

# says STATUS PATTERN ARGUMENT...: the status, and a line of standard output.
says() {
  status=$1
  pattern=$2
  shift 2
  found=0
  "$stemma" "$@" >"$tmp/out" 2>"$tmp/err" || found=$?
  expect "stemma $*" "$status" "$found"
  grep -q -- "$pattern" "$tmp/out" \
    || { echo "stemma $*: no \"$pattern\" in:"; cat "$tmp/out" "$tmp/err"; bad=1; }
}

# silent STATUS ARGUMENT...: the same with nothing on standard output.
silent() {
  status=$1
  shift
  found=0
  "$stemma" "$@" >"$tmp/out" 2>"$tmp/err" || found=$?
  expect "stemma $*" "$status" "$found"
  expect "output of stemma $*" "" "$(cat "$tmp/out")"
}

says 0 '^Usage: stemma COMMAND' --help
says 0 '^  check  ' help
says 0 '^Usage: stemma check' help check
says 0 '^plugin ABI [0-9]*\.[0-9]*, pipeline grammar 1, report format 1$' \
  --version
says 0 '^E204 an option is not known$' explain E204
says 0 '^W202 ' explain
silent 2
silent 2 chekc
silent 2 --verison
silent 2 explain X
silent 2 plan a.ini b.ini
silent 2 check nowhere.ini

# Each command has help that fits 80 columns and names its own usage.
for command in $("$stemma" --help | sed -n '/^Commands/,/^Options/s/^  \([a-z]*\) .*/\1/p'); do
  says 0 "^Usage: stemma $command" "$command" --help
  says 0 "^Usage: stemma $command" help "$command"
  wide=$(awk 'length > 80' "$tmp/out")
  expect "help of $command" "" "$wide"
done

cd "$tmp" || exit 1
printf 'A short text.\n' >article.txt
printf '[segment]\nlanguage = en\n' >base.ini
cat >a.ini <<'INI'
[pipeline]
include = base.ini
stages = segment, second
input = ${HERE:-.}/article.txt
[second]
plugin = segment
writes.token = token-two
writes.sentence = sentence-two
[fail-if]
INI
silent 0 check a.ini
silent 0 check --quiet a.ini
says 0 'segment' plan a.ini
says 0 'digraph' plan a.ini --dot
says 0 '^a.ini:3  *pipeline.stages=segment, second$' config a.ini
says 0 '^a.ini:4  *pipeline.input=\./article.txt$' config a.ini
says 0 '^base.ini:2  *segment.language=en$' config a.ini
says 0 '^default  *second.language=en$' config a.ini
says 0 '^a.ini:7  *second.writes.token=token-two$' config a.ini
says 0 '^default  *pipeline.spill-at=128M$' config a.ini
says 0 '^-o pipeline.spill-at=1G  *pipeline.spill-at=1G$' \
  config a.ini -o pipeline.spill-at=1G
says 0 '^--seed 3  *pipeline.seed=3$' config a.ini --seed 3

says 0 "^default.ini (built in):4" config

# explains STATUS TEXT ARGUMENT...: the status, and a line of standard error.
explains() {
  status=$1
  text=$2
  shift 2
  found=0
  "$stemma" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null || found=$?
  expect "stemma $*" "$status" "$found"
  grep -qF -- "$text" "$tmp/err" \
    || { echo "stemma $*: no \"$text\" in:"; cat "$tmp/err"; bad=1; }
}

# A report takes the place of no article, by whatever name, and of no other.
ln -s article.txt link
before=$(cat article.txt)
explains 2 'the report "jsonl:./link" would overwrite the input article.txt [E215]' \
  run -q article.txt --report jsonl:./link
explains 2 'the report "html:./a" would overwrite the report "jsonl:a" [E215]' \
  run -q article.txt --report jsonl:a --report html:./a
explains 2 'the report "html:rows" would overwrite the report "csv:rows" [E215]' \
  run -q article.txt --report csv:rows --report html:rows
expect "article.txt" "$before" "$(cat article.txt)"
silent 0 run -q article.txt --report html:/dev/null --report json:/dev/null

# What cannot be read is told with the reason, and that alone.
ln -s loop loop
explains 2 'stemma: loop: cannot read: Too many levels of symbolic links [E602]' \
  run loop
expect "lines about loop" 1 "$(wc -l <"$tmp/err")"
explains 2 'loop: error: cannot read: Too many levels of symbolic links [E602]' \
  diff loop article.txt
explains 2 '.: error: cannot read: Is a directory [E602]' diff article.txt .
explains 2 'no plugin is named "qoutes" [E203]' plugins why qoutes

# A report that is named as an input is told once.
"$stemma" run -q article.txt --report jsonl:rows.jsonl
explains 2 'rows.jsonl:1:1: error: this is a report of stemma, not articles [E604]' \
  run -q rows.jsonl --report github
expect "errors about rows.jsonl" 1 "$(grep -c error "$tmp/err")"

# Every command says so when its words do not arrive.
if [ -e /dev/full ]; then
  for words in --help --version 'help run' plan config plugins explain \
    'completion bash' 'diff article.txt article.txt' 'validate --list'; do
    # shellcheck disable=SC2086
    "$stemma" $words >/dev/full 2>"$tmp/err"
    expect "stemma $words on a full disk" 2 $?
    grep -q 'standard output: cannot write: No space left on device \[E802\]' \
      "$tmp/err" || { echo "stemma $words:"; cat "$tmp/err"; bad=1; }
  done
fi
"$stemma" config >&- 2>"$tmp/err"
expect "stemma config without standard output" 2 $?
# The number of a closed stream is given to no file.
"$stemma" run -q article.txt --report jsonl:closed.jsonl >&- 2>&- <&-
expect "stemma run without streams" 0 $?
cmp closed.jsonl rows.jsonl || bad=1

exit $bad
