#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Grouping at scale:  quote_diff.sh BUILD [QUOTES...]
# For each number of quotes: pair F1 against the generator's groups, and user
# CPU and peak memory for each quote, less what segment and quotes take alone:
# of grouping (no utterance has enough witnesses to be written) and of all of
# quote-diff with its renderings, readings and diffs.  How much of the libraries
# is in memory differs by half a megabyte from run to run, so up to 20,000 quotes
# it is the median of 15 runs, up to 200,000 of five.  Prints; judges nothing.
set -eu
build=$1
shift
[ $# -gt 0 ] || set -- 10000 100000 1000000
export STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
here=$(dirname "$0")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for quotes; do
  python3 "$here/make_renderings.py" "$quotes" "$tmp/gold.json" >"$tmp/in.jsonl"
  python3 - "$PWD/$build" "$tmp" <<'PYTHON'
import collections, json, statistics, subprocess, sys

build, tmp = sys.argv[1:]
pairs = lambda counts: sum(n * (n - 1) // 2 for n in counts.values())


def run(stages, layers, *more):
    said = subprocess.run([
        f"{build}/tests/bench/used", f"{build}/host/stemma", "run", "--no-progress", "--threads", "1", "-o",
        f"pipeline.stages={stages}", "-o", f"pipeline.layers={layers}", "-o", "pipeline.row-text=no", "--in-process",
        "--report", f"jsonl:{tmp}/out.jsonl", *more, f"{tmp}/in.jsonl"], stderr=subprocess.PIPE, text=True).stderr
    status, time, memory = said.strip().split("\n")[-1].split()
    return int(status), float(time), int(memory)


def median(times, *args):
    return [statistics.median(column) for column in zip(*(run(*args) for _ in range(times)))]


gold = {}
for number, group in enumerate(json.load(open(f"{tmp}/gold.json"))):
    for m in group["members"]:
        gold[m["doc"], m["begin"]] = number
times = 15 if len(gold) < 20000 else 5 if len(gold) < 200000 else 1
_, base_time, base_memory = median(times, "segment,quotes", "quote")
group_status, group_time, group_memory = median(
    times, "segment,quotes,quote-diff", "rendering", "-o", "quote-diff.min-witnesses=64")
status, time, memory = run("segment,quotes,quote-diff", "rendering")
said = {}
for line in open(f"{tmp}/out.jsonl", encoding="utf-8"):
    if line.startswith('{"type":"corpus"'):
        for row in json.loads(line)["rows"]:
            said[row["doc"], row["begin"]] = row["utterance"]
both = collections.Counter((g, said[q]) for q, g in gold.items() if q in said)
tp = pairs(both)
p = tp / max(1, pairs(collections.Counter(u for q, u in said.items())))
r = tp / max(1, pairs(collections.Counter(gold.values())))
n = len(gold)
print(f"{n:9} quotes  P {p:.4f}  R {r:.4f}  F1 {2 * p * r / (p + r) if p + r else 0:.4f}"
      f"  grouping {1e6 * (group_time - base_time) / n:6.2f} us {(group_memory - base_memory) / n:5.0f} bytes"
      f"  all {1e6 * (time - base_time) / n:6.2f} us {(memory - base_memory) / n:5.0f} bytes a quote"
      f"  ({time:.1f} s, {memory / 1e6:.0f} MB)  status {group_status} {status}", flush=True)
PYTHON
done
