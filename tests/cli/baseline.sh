#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Known findings do not fail a run, new ones do: baseline.sh BUILD
set -u
export STEMMA_PLUGIN_PATH="$PWD/$1/plugins"
stemma="$PWD/$1/host/stemma"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0
mkdir "$tmp/articles"
cp examples/articles/*.txt "$tmp/articles"
cat >"$tmp/p.ini" <<'INI'
[pipeline]
stages = segment, numbers, quotes
input = articles
report = jsonl:out.jsonl, github:out.github, sarif:out.sarif, junit:out.junit
baseline = known.json

[fail-if]
quotes.unattributed.count = > 0
numbers.conflict.count = > 0
INI

# expect WHAT WANTED FOUND
expect() {
  [ "$2" = "$3" ] || { echo "$1: expected $2, found $3"; bad=1; }
}

# status WANTED ARGUMENT...
status() {
  wanted=$1
  shift
  found=0
  "$stemma" "$@" >"$tmp/out" 2>"$tmp/err" || found=$?
  expect "stemma $*" "$wanted" "$found"
}

# said PATTERN: on standard error.
said() {
  grep -q -- "$1" "$tmp/err" || { echo "no \"$1\" in:"; cat "$tmp/err"; bad=1; }
}

# A baseline that is not there is an error, with its place and a way out.
status 2 run "$tmp/p.ini"
said 'p.ini:5:12: error: cannot read the baseline ".*known.json": No such file or directory \[E506\]'
said '= "stemma baseline" writes one'
status 2 check "$tmp/p.ini"

# It is written, the same again, and then nothing is new.
status 0 baseline "$tmp/p.ini"
said 'known.json knows 4 findings'
cp "$tmp/known.json" "$tmp/before.json"
status 0 baseline -q "$tmp/p.ini"
expect "quiet" "" "$(cat "$tmp/err")"
cmp "$tmp/before.json" "$tmp/known.json" || bad=1
status 0 run "$tmp/p.ini"
expect "annotations" 0 "$(grep -c '^::' "$tmp/out.github")"
expect "failures" 0 "$(grep -c '<failure' "$tmp/out.junit")"
expect "unchanged" 4 "$(grep -o '"baselineState":"unchanged"' "$tmp/out.sarif" | wc -l)"
grep -q '"value":0,"known":2,"reached":false' "$tmp/out.jsonl" \
  || { echo "the limits count what is known"; bad=1; }

# An edit elsewhere in the files leaves the findings known.
for article in "$tmp"/articles/*.txt; do
  { printf 'A line that was not there, with 77 sheep.\n\n'; cat "$article"; } \
    >"$tmp/new"
  mv "$tmp/new" "$article"
done
status 0 run "$tmp/p.ini"

# A new finding fails, and alone is told.
printf '\nIt was said that “the mill will close.”\n' \
  >>"$tmp/articles/north-wire.txt"
status 1 run "$tmp/p.ini"
expect "annotations" 1 "$(grep -c '^::' "$tmp/out.github")"
grep -q '^::error file=.*north-wire.txt,.*mill will close' "$tmp/out.github" \
  || { echo "the new finding is not told:"; cat "$tmp/out.github"; bad=1; }
expect "new" 1 "$(grep -o '"baselineState":"new"' "$tmp/out.sarif" | wc -l)"
status 0 run --exit-zero "$tmp/p.ini"
# The limit of the command line counts as that of the file.
status 0 run "$tmp/p.ini" --fail-if 'quotes.unattributed.count > 1'
# A metric whose rows are no findings counts all.
status 1 run "$tmp/p.ini" --fail-if 'quotes.unattributed.count > 1' \
  --fail-if 'quotes.count > 1'

# Errors are no findings: the others are written, and the status is 2.
printf 'caf\351\n' >"$tmp/articles/latin.txt"
status 2 baseline "$tmp/p.ini"
expect "findings beside an error" 5 "$(grep -c fingerprint "$tmp/known.json")"
status 2 run "$tmp/p.ini"
grep -q 'latin.txt,line=1,col=4::E603' "$tmp/out.github" || bad=1
rm "$tmp/articles/latin.txt"
status 0 run "$tmp/p.ini"

# A file that is no baseline.
printf '[]' >"$tmp/known.json"
status 2 run "$tmp/p.ini"
said 'known.json": it is no baseline of stemma \[E506\]'
printf '{"stemma_baseline":1,\n"findings":' >"$tmp/known.json"
status 2 run "$tmp/p.ini"
said 'known.json": it is no JSON: 2:.* \[E506\]'
printf '{"stemma_baseline":2,"findings":[]}' >"$tmp/known.json"
status 2 run "$tmp/p.ini"
said 'known.json": it is of a newer stemma \[E506\]'
printf '{"stemma_baseline":1,"findings":[{"metric":"x"}]}' >"$tmp/known.json"
status 2 run "$tmp/p.ini"
said 'known.json": a finding has no "fingerprint" \[E506\]'

# No place to write it to.
status 2 baseline examples/articles
said 'no baseline is named: .* \[E801\]'
status 2 baseline -o pipeline.baseline="$tmp/none/known.json" examples/articles
said 'none/known.json: cannot write: No such file or directory \[E802\]'
exit $bad
