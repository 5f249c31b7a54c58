#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Pages, packed files and front matter as a user gives them: inputs.sh BUILD
set -eu
build=$1
export STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
stemma=$PWD/$build/host/stemma
pages=$PWD/tests/data/pages
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
cat >p.ini <<'END'
[pipeline]
stages = segment, numbers
layers = quantity
report = jsonl
END
failures=0
check() {
  diff "$1" "$2" || { echo "$3"; failures=$((failures + 1)); }
}
documents() { grep '"type":"document"' || true; }

# The same rows from a page, a packed page, a pipe and a folder.
mkdir folder
cp "$pages/semantic.html" folder/page.html
"$stemma" run p.ini folder/page.html | documents >plain
grep -q '"source":"Harbour Post"' plain
grep -q '"text":"18 months"' plain
"$stemma" run p.ini folder | documents >folded
check plain folded "a folder"
gzip -c folder/page.html >page.html.gz
"$stemma" run p.ini page.html.gz | documents | sed 's/page.html.gz/folder\/page.html/' >packed
check plain packed "a packed page"
"$stemma" run p.ini - <page.html.gz | documents \
  | sed 's/"stdin"/"page"/; s/"path":"-"/"path":"folder\/page.html"/' >piped
check plain piped "a packed page on standard input"

# JSON Lines, packed by either, in one file after another.
printf '{"id":"a","text":"It took 18 months."}\n' >a.jsonl
printf '{"id":"b","text":"It cost $40."}\n' >b.jsonl
cat a.jsonl b.jsonl >both.jsonl
"$stemma" run p.ini both.jsonl | documents >plain
gzip -c a.jsonl >both.jsonl.gz
gzip -c b.jsonl >>both.jsonl.gz
"$stemma" run p.ini both.jsonl.gz | documents | sed 's/\.jsonl\.gz/.jsonl/' >packed
check plain packed "two gzip members"
if command -v zstd >/dev/null; then
  zstd -q -c both.jsonl >both.jsonl.zst
  "$stemma" run p.ini both.jsonl.zst | documents | sed 's/\.jsonl\.zst/.jsonl/' >packed
  check plain packed "Zstandard"
fi

# A file that breaks off: what is whole is analysed, and the status says so.
head -c 60 both.jsonl.gz >cut.jsonl.gz
status=0
"$stemma" run p.ini cut.jsonl.gz >out 2>err || status=$?
[ "$status" -eq 2 ] || { echo "status $status of a cut file"; exit 1; }
grep -q 'the packed bytes are damaged or end too soon \[E608\]' err || { cat err; exit 1; }

# Lines of the file behind front matter, and of a page.
printf -- '---\ntitle: T\n---\n\nIt took two hours.\n' >front.txt
printf 'It took several days. It took three hours.\n' >other.txt
"$stemma" run p.ini -o pipeline.layers=quantity front.txt | documents >out
grep -q '"meta":{"title":"T"}' out
grep -q '"begin":9,"end":18,"text":"two hours"' out || { cat out; exit 1; }
[ "$failures" -eq 0 ]
