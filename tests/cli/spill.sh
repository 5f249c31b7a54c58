#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Forty thousand quotes are grouped alike whether the stage may hold them or
# a part of them only, and in memory that would not hold them: spill.sh BUILD
set -eu
build=$1
export STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 tests/bench/make_renderings.py 40000 "$tmp/gold" >"$tmp/in.jsonl"
for budget in 1G 1M; do
  status=0
  "$build/host/stemma" run -q --no-progress --threads 1 --in-process \
    -o pipeline.stages=segment,quotes,quote-diff -o pipeline.layers=utterance \
    -o pipeline.spill-at="$budget" -o quote-diff.max-memory="$budget" \
    -o quote-diff.min-witnesses=5 --report "jsonl:$tmp/out" \
    "$tmp/in.jsonl" || status=$?
  [ "$status" -eq 0 ] || { echo "status $status with $budget"; exit 1; }
  grep '"type":"corpus"' "$tmp/out" >"$tmp/$budget"
done
cmp "$tmp/1G" "$tmp/1M"
lines=$(wc -l <"$tmp/1G")
[ "$lines" -ge 1 ] || { echo "no corpus lines"; exit 1; }
