#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Whole-program figures:  pipeline.sh BUILD [MEGABYTES [ROUNDS]]
# MB/s of user CPU on one thread for four kinds of news, linearity in documents
# and in document length, and peak memory; as installed, since the tables of
# built-in plugins are then not checked row by row.  The best of all rounds, as
# a machine's other work can only slow a program down, and the median, which
# tells how much it did.  Prints; judges nothing.
set -eu
build=$1
size=${2:-50}
rounds=${3:-5}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
meson install -C "$build" --no-rebuild --quiet --destdir "$tmp/root"
stemma=$(find "$tmp/root" -path '*/bin/stemma')
stages=segment,numbers,quotes,sentiment

measure() {
  label=$1
  file=$2
  shift 2
  python3 - "$label" "$file" "$rounds" "$stemma" run --no-progress --threads 1 \
    -o "pipeline.stages=$stages" -o pipeline.max-document=1G \
    --report jsonl:- "$@" "$file" <<'PYTHON'
import os, statistics, subprocess, sys
label, file, rounds, command = *sys.argv[1:4], sys.argv[4:]
mb, user, system, peak = os.path.getsize(file) / 1e6, [], [], []
for _ in range(int(rounds)):
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    status, used = os.wait4(child.pid, 0)[1:]
    user.append(used.ru_utime)
    system.append(used.ru_stime)
    peak.append(used.ru_maxrss / 1024)
middle = statistics.median(user)
print(f"{label:34} {mb:6.1f} MB  {min(user):6.2f} s user  {mb / min(user):5.1f}"
      f" MB/s  (median {middle:6.2f} s  {mb / middle:5.1f} MB/s)"
      f"  {min(system):5.2f} s system  {max(peak):5.0f} MB peak"
      f"  status {os.waitstatus_to_exitcode(status)}", flush=True)
PYTHON
}

python3 tests/bench/make_news.py "$size" >"$tmp/news.jsonl"
python3 tests/bench/make_news.py "$((size / 4))" >"$tmp/quarter.jsonl"
measure "documents, a quarter" "$tmp/quarter.jsonl"
measure "documents" "$tmp/news.jsonl"
python3 tests/bench/make_news.py --varied "$size" >"$tmp/varied.jsonl"
measure "documents with many words" "$tmp/varied.jsonl"
python3 tests/bench/make_news.py --varied --dense "$size" >"$tmp/dense.jsonl"
measure "many words, dense with amounts" "$tmp/dense.jsonl"
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
