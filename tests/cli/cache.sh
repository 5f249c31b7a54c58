#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Rows that are kept are the rows that would be written, and never those of
# another text, option, plugin or seed:  cache.sh BUILD
set -eu
build=$1
root=$PWD
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/plugins"
cp "$build"/plugins/*.so "$tmp/plugins"
export STEMMA_PLUGIN_PATH="$tmp/plugins"
stemma=$root/$build/host/stemma
cp -r examples/articles "$tmp/articles"
printf -- '---\ntitle: T\n---\nHe said: "We waited 18 months."\n' \
  >"$tmp/articles/front.txt"
cp tests/data/pages/semantic.html "$tmp/articles/page.html"
cd "$tmp"
cat >p.ini <<'END'
[pipeline]
stages = segment, numbers, quotes, sentiment, quote-diff, variance, lineage
input = articles
report = jsonl
cache = kept
END
# Whole runs (kept.sh) would come before rows.
run() {
  ended=0
  "$stemma" run -q --in-process p.ini "$@" || ended=$?
  rm -rf kept/runs
  return "$ended"
}
same() {
  diff "$1" "$2" >/dev/null || { echo "other rows: $3"; exit 1; }
}
files() { find kept -type f | sort; }
old() { find kept -type f -exec touch -d '2020-01-01' {} +; }
# How many were read since the last `old`, and how many there are.
used() { find kept -type f -newermt 2021-01-01 | wc -l; }
unused() { find kept -type f ! -newermt 2021-01-01 | wc -l; }

run --check >plain
run >first
same plain first "writing"
[ "$(files | wc -l)" -eq 7 ] || { echo "$(files | wc -l) files"; exit 1; }
for threads in 1 2 8; do
  old
  run --threads "$threads" >again
  same plain again "reading with $threads threads"
  [ "$(used)" -eq 7 ] || { echo "$(used) of 7 were read"; exit 1; }
done

# --check looks at every row anew.
old
run --check >again
same plain again "--check"
[ "$(used)" -eq 0 ] || { echo "--check read the cache"; exit 1; }

# One text changes, and one row of its metadata.
old
sed -i 's/three hours/five hours/; s/title: T/title: U/' articles/*.txt
run >changed
run --check >plain
same plain changed "a changed text"
[ "$(unused)" -ge 2 ] || { echo "rows of a changed text were used"; exit 1; }

# Another option, another seed, another file of a plugin with the same version.
for change in numbers.kinds=duration quotes.indirect=no; do
  old
  run -o "$change" >changed
  run --check -o "$change" >plain
  same plain changed "$change"
  [ "$(unused)" -ge 7 ] || { echo "rows of other options were used"; exit 1; }
done
old
run --seed 7 >/dev/null
[ "$(unused)" -ge 7 ] || { echo "rows of another seed were used"; exit 1; }
run >/dev/null
old
printf x >>plugins/segment.so
run >/dev/null
[ "$(unused)" -ge 7 ] || {
  echo "rows of another plugin file were used"
  exit 1
}

# What is damaged is as if it were not there, and is mended.
run --check >plain
for damage in 'truncate -s 100' 'truncate -s 0' 'sh -c "printf x >>\"\$0\""'; do
  files | while read -r file; do eval "$damage \"$file\""; done
  run >again
  same plain again "$damage"
done
files | while read -r file; do
  dd if=/dev/zero of="$file" bs=1 seek=200 count=8 conv=notrunc 2>/dev/null
done
run >again
same plain again "zeros in the middle"

# Rows of one text under the names of all others are not their rows.
rm -rf kept
run >/dev/null
one=$(files | head -n 1)
files | tail -n +2 | while read -r other; do cp "$one" "$other"; done
run >again
same plain again "another text's rows"

# A folder that cannot be made; one that cannot be written to.
status=0
run -o pipeline.cache=p.ini/x >/dev/null 2>err || status=$?
[ "$status" -eq 2 ]
grep -q 'cannot make the cache folder .*p.ini/x.*\[E802\]' err || { cat err; exit 1; }
mkdir full
for i in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do
  for k in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do : >"full/$i$k"; done
done
run -o pipeline.cache=full >again 2>err
same plain again "a folder that takes nothing"
[ "$(grep -c 'rows cannot be kept' err)" -eq 1 ] || { cat err; exit 1; }
