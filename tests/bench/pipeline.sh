#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Whole-program figures:  pipeline.sh BUILD [MEGABYTES]
# MB/s of user CPU on one thread for three kinds of news, linearity in documents
# and in document length, and peak memory; as installed, since the tables of
# built-in plugins are then not checked row by row.  Prints; judges nothing.
set -eu
build=$1
size=${2:-50}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
meson install -C "$build" --no-rebuild --quiet --destdir "$tmp/root"
stemma=$(find "$tmp/root" -path '*/bin/stemma')
stages=segment,numbers,quotes,sentiment

measure() {
  label=$1
  file=$2
  shift 2
  python3 - "$label" "$file" "$stemma" run --no-progress --threads 1 \
    -o "pipeline.stages=$stages" -o pipeline.max-document=1G \
    --report jsonl:- "$@" "$file" <<'PYTHON'
import os, resource, subprocess, sys
label, file, command = sys.argv[1], sys.argv[2], sys.argv[3:]
done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
mb = os.path.getsize(file) / 1e6
print(f"{label:34} {mb:8.1f} MB  {used.ru_utime:7.2f} s user  {used.ru_stime:6.2f} s system"
      f"  {mb / used.ru_utime:7.1f} MB/s  {used.ru_maxrss / 1024:7.0f} MB peak  status {done.returncode}")
PYTHON
}

python3 tests/bench/make_news.py "$size" >"$tmp/news.jsonl"
python3 tests/bench/make_news.py "$((size / 4))" >"$tmp/quarter.jsonl"
measure "documents, a quarter" "$tmp/quarter.jsonl"
measure "documents" "$tmp/news.jsonl"
python3 tests/bench/make_news.py --varied "$size" >"$tmp/varied.jsonl"
measure "documents with many words" "$tmp/varied.jsonl"
python3 tests/bench/make_news.py --repeat examples/articles/*.txt -- "$size" \
  >"$tmp/repeated.jsonl"
measure "the same articles again and again" "$tmp/repeated.jsonl"
python3 - "$tmp/quarter.jsonl" "$tmp/long.txt" "$tmp/longer.txt" <<'PYTHON'
import json, sys
text = "".join(json.loads(l)["text"] for l in open(sys.argv[1], encoding="utf-8"))
for path, size in ((sys.argv[2], 2_000_000), (sys.argv[3], 8_000_000)):
    open(path, "w", encoding="utf-8").write(text[:size])
PYTHON
measure "one document of 2 MB" "$tmp/long.txt"
measure "one document of 8 MB" "$tmp/longer.txt"
