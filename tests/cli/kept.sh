#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A whole run that is kept is written again as it was, and only where nothing
# changed that its reports depend on:  kept.sh BUILD
set -eu
build=$1
root=$PWD
tmp=$(mktemp -d)
trap 'umount "$tmp/small" 2>/dev/null || :; rm -rf "$tmp"' EXIT
mkdir "$tmp/plugins"
cp "$build"/plugins/*.so "$tmp/plugins"
export STEMMA_PLUGIN_PATH="$tmp/plugins"
stemma=$root/$build/host/stemma
cp -r examples/articles "$tmp/articles"
printf -- '---\ntitle: T\n---\nHe said: "We waited 18 months."\n' \
  >"$tmp/articles/front.txt"
cd "$tmp"
cat >p.ini <<'END'
[pipeline]
stages = segment, numbers, quotes, sentiment, quote-diff, variance, lineage
input = articles
report = terminal
cache = kept
[numbers]
units-file = units.txt
END
: >units.txt
# What is as young as a run is not trusted.
sleep 0.3

fail() {
  echo "$1"
  exit 1
}
run() { "$stemma" run -q --in-process "$@"; }
runs() { find "$tmp/kept/runs" -type f 2>/dev/null | wc -l; }
# No run is kept that is not whole, and no file is left over.
tidy() {
  [ -z "$(find "$tmp/kept/runs" -name '*.*' 2>/dev/null)" ] || fail "$1: left over"
}
same() { cmp -s "$1" "$2" || fail "other bytes: $3"; }

# new WHAT ARGUMENT...: another run than those before, then the same again.
new() {
  what=$1
  shift
  before=$(runs)
  run "$@" >first || fail "$what: ends with $?"
  [ "$(runs)" -eq $((before + 1)) ] || fail "$what: taken for an earlier run"
  run "$@" >second || fail "$what: ends with $? when it is played"
  [ "$(runs)" -eq $((before + 1)) ] || fail "$what: not found again"
  run --check "$@" >plain
  same plain first "$what, written"
  same plain second "$what, played"
  tidy "$what"
}
# old WHAT ARGUMENT...: a run that is known.
old() {
  what=$1
  shift
  before=$(runs)
  run "$@" >second || fail "$what: ends with $?"
  [ "$(runs)" -eq "$before" ] || fail "$what: not found"
}
# unkept WHAT STATUS ARGUMENT...: a run that may not be kept.
unkept() {
  what=$1 status=$2
  shift 2
  before=$(runs) ended=0
  run "$@" >first 2>err || ended=$?
  [ "$ended" -eq "$status" ] || fail "$what: ends with $ended"
  [ "$(runs)" -eq "$before" ] || fail "$what: kept"
  tidy "$what"
}

new "the first run" p.ini
old "the same" p.ini

# What a report says.
new "an option" -o numbers.kinds=duration p.ini
new "an option that no row shows" -o lineage.resamples=7 p.ini
new "a seed" --seed 7 p.ini
new "layers" -o pipeline.layers=quote -r jsonl p.ini
new "offsets" -o pipeline.offsets=utf16 -r jsonl p.ini
new "a wire" -o pipeline.stages=segment,numbers p.ini
new "a limit" --fail-if 'numbers.conflict.count > 99' p.ini
new "another limit" --fail-if 'numbers.conflict.count > 98' p.ini
new "another comparison" --fail-if 'numbers.conflict.count >= 98' p.ini
for format in html jsonl json csv:out sarif sqlite:out.db junit github gitlab \
  tap markdown; do
  new "the report $format" -r "$format" p.ini
done
new "two reports on standard output" -r tap -r markdown p.ini
new "colour" --color=always p.ini
new "all findings of a place" -r sarif --fail-if 'quotes.count > 99' p.ini
GITHUB_WORKSPACE=$tmp/articles new "a workspace" -r sarif p.ini
CI_PROJECT_DIR=$tmp/articles new "a project" -r gitlab p.ini
{ echo '# a line' && cat p.ini; } >q.ini
cp q.ini p2.ini
new "a pipeline of another name" p2.ini
sed -i '1d' p2.ini
new "a pipeline whose lines moved" p2.ini

# What it reads.
sed -i 's/three hours/five hours/' articles/coast-courier.txt
sleep 0.3
new "a text" p.ini
sed -i 's/title: T/title: U/' articles/front.txt
new "metadata" p.ini
mv articles/front.txt articles/tnorf.txt
new "a name" p.ini
new "the same files in another order" p.ini articles/tnorf.txt articles
new "fewer files" p.ini articles/tnorf.txt
new "another kind of input" --input-format html p.ini articles/tnorf.txt
touch articles/tnorf.txt
old "a time stamp" p.ini

# What stages read.
echo '# a comment' >>units.txt
new "a file that an option names" p.ini
mkdir plugins/org.stemma.quotes
echo x >plugins/org.stemma.quotes/data
new "a data file of a plugin" p.ini
printf x >>plugins/segment.so
sleep 0.3
new "the file of a plugin" p.ini
echo '{"stemma_baseline":1,"findings":[]}' >known.json
new "a baseline" -o pipeline.baseline=known.json p.ini
"$stemma" baseline -q -o pipeline.baseline=known.json p.ini
if [ "$(grep -c fingerprint known.json)" -gt 0 ]; then
  new "another baseline" -o pipeline.baseline=known.json p.ini
fi
mkdir elsewhere
new "a pipeline by its full name" -r sarif "$tmp/p.ini"
(cd elsewhere && new "another working directory" -r sarif "$tmp/p.ini")
before=$(runs)
"$stemma" run --in-process p.ini >/dev/null 2>&1
[ "$(runs)" -eq $((before + 1)) ] || fail "without -q: taken for an earlier run"

# A limit that is reached is reached again.
for i in 1 2; do
  ended=0
  run --fail-if 'numbers.quantity.count > 0' p.ini >/dev/null || ended=$?
  [ "$ended" -eq 1 ] || fail "a limit: ends with $ended"
done
run --exit-zero --fail-if 'numbers.quantity.count > 0' p.ini >/dev/null \
  || fail "--exit-zero: ends with $?"

# What a stage said is said again; with -q what is no warning is not.
for i in $(seq 60); do
  printf '{"id":"%s","text":"He waited 18 months."}\n' "$i"
done >many.jsonl
cat >said.ini <<'END'
[pipeline]
stages = segment, numbers
input = many.jsonl
cache = kept
END
sleep 0.3
for i in 1 2; do
  run said.ini >/dev/null 2>err
  grep -q 'warning: numbers: of 1 thing ' err || fail "nothing is said: $(cat err)"
done

# Files: whole, where they are wanted, and left alone where they are right.
files() { run -r jsonl:rows.jsonl -r csv:table -r sqlite:rows.db p.ini; }
files
cp rows.jsonl plain.jsonl
cp -r table plain-table
cp rows.db plain.db
touch -d 2020-01-01 rows.jsonl
inode=$(stat -c %i rows.jsonl)
before=$(runs)
files
[ "$(stat -c %i rows.jsonl)" = "$inode" ] || fail "the same bytes were moved"
[ -n "$(find rows.jsonl -newermt 2021-01-01)" ] || fail "an old time stamp"
echo '{}' >>rows.jsonl
rm table/documents.csv
printf x >rows.db
files
same plain.jsonl rows.jsonl "a longer file"
same plain.db rows.db "a shorter file"
rm -r table rows.jsonl rows.db
files
same plain.jsonl rows.jsonl "a file that was removed"
same plain.db rows.db "a database that was removed"
diff -r plain-table table || fail "a folder that was removed"
[ "$(runs)" -eq "$before" ] || fail "files: not found again"
ended=0
run -r jsonl:rows.jsonl -r csv:table -r "sqlite:no/such/rows.db" p.ini \
  >/dev/null 2>err || ended=$?
[ "$ended" -eq 2 ] || fail "no folder: ends with $ended"
tidy "no folder"
before=$(runs)
run -r jsonl:down/rows.jsonl p.ini 2>/dev/null && fail "no folder is no error"
mkdir down
run -r jsonl:down/rows.jsonl p.ini
rm -r down
ended=0
run -r jsonl:down/rows.jsonl p.ini 2>err || ended=$?
[ "$ended" -eq 2 ] || fail "a folder that is gone: ends with $ended"
grep -q 'E802' err || fail "a folder that is gone: $(cat err)"
ended=0
{ run -r jsonl p.ini || echo $? >ended; } 2>err | head -c 10 >/dev/null
run -r jsonl p.ini >first
{ run -r jsonl p.ini || echo $? >ended; } 2>err | head -c 10 >/dev/null
[ "$(cat ended)" -eq 141 ] || fail "a closed pipe: ends with $(cat ended)"

# Runs that may not be kept.
mkfifo pipe
cat articles/tnorf.txt >pipe &
unkept "a pipe" 0 p.ini pipe
unkept "standard input" 0 p.ini - <articles/tnorf.txt
unkept "--check" 0 --check p.ini
printf '\377' >broken.txt
unkept "a document that failed" 2 p.ini articles/tnorf.txt broken.txt
cat >exec.ini <<'END'
[pipeline]
stages = segment, tag
cache = kept
[tag]
plugin = exec
command = cat
schema = tag.json
END
echo '{"layers":[]}' >tag.json
unkept "a program that does not start" 2 exec.ini articles/tnorf.txt

# An input that changes while the run goes on: it waits for its reader.
cp articles/tnorf.txt before.txt
sleep 0.3
"$stemma" run -q --in-process -r jsonl:pipe p.ini &
going=$!
while [ -z "$(find kept/runs -name '*.*')" ]; do sleep 0.05; done
echo 'One more line.' >>articles/tnorf.txt
cat pipe >first
wait "$going"
tidy "an input that changed"
cp before.txt articles/tnorf.txt
run --check -r jsonl p.ini >plain
cmp -s plain first && fail "an input did not change in time"
"$stemma" run -q --in-process -r jsonl:pipe p.ini &
going=$!
cat pipe >second
wait "$going"
same plain second "an input that changed and is again what it was"

# What is damaged is as if it were not there, and is mended.
run p.ini >plain
for damage in 'truncate -s 100' 'truncate -s 0' 'truncate -s -1' \
  'sh -c "printf x >>\"\$0\""' \
  'dd if=/dev/zero bs=1 seek=50 count=8 conv=notrunc status=none of=' \
  'dd if=/dev/zero bs=1 seek=300 count=8 conv=notrunc status=none of='; do
  find kept/runs -type f | while read -r file; do
    case $damage in
      *of=) eval "$damage\"$file\"" ;;
      *) eval "$damage \"$file\"" ;;
    esac
  done
  before=$(runs)
  run p.ini >first
  same plain first "$damage"
  run p.ini >second
  same plain second "$damage, mended"
  [ "$(runs)" -eq "$before" ] || fail "$damage: another run"
done

# Two at once.
rm -rf kept
for i in 1 2 3 4; do run p.ini >"at$i" & done
wait
for i in 1 2 3 4; do same plain "at$i" "runs at the same time"; done
[ "$(runs)" -eq 1 ] || fail "runs at the same time: $(runs) are kept"
tidy "runs at the same time"

# A folder that takes nothing, and a disk that is full.
rm -rf kept
mkdir kept
: >kept/runs
run p.ini >first 2>err
same plain first "a folder that takes nothing"
[ "$(grep -c 'reports cannot be kept' err)" -eq 1 ] || fail "$(cat err)"
rm -rf kept
mkdir small
if mount -t tmpfs -o size=16k tmpfs small 2>/dev/null; then
  run --check -r jsonl p.ini >plain
  run -r jsonl -o pipeline.cache=small p.ini >first 2>err
  same plain first "a full disk"
  grep -q 'reports cannot be kept in .*: No space left' err || fail "$(cat err)"
  [ -z "$(find small -name '*.*')" ] || fail "a full disk: something is left over"
else
  echo "no disk could be made to be filled"
fi
