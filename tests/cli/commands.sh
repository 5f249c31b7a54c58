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

exit $bad
