#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Forty thousand quotes are grouped alike whether the stage may hold them or
# a part of them only, in this process and in workers that may open no file:
# spill.sh BUILD
set -eu
build=$1
export STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 tests/bench/make_renderings.py 40000 "$tmp/gold" >"$tmp/in.jsonl"
# name, budget, options; a build tree's plugins are a stranger's
group() {
  name=$1 budget=$2
  shift 2
  status=0
  "$build/host/stemma" run -q --no-progress "$@" \
    -o pipeline.stages=segment,quotes,quote-diff -o pipeline.layers=utterance \
    -o pipeline.spill-at="$budget" -o quote-diff.max-memory="$budget" \
    -o quote-diff.min-witnesses=5 --report "jsonl:$tmp/out" \
    "$tmp/in.jsonl" || status=$?
  [ "$status" -eq 0 ] || { echo "status $status: $name"; exit 1; }
  grep '"type":"corpus"' "$tmp/out" >"$tmp/$name"
}
group roomy 1G --threads 1 --in-process
group small 1M --threads 1 --in-process
group isolated 1M --threads 1
group isolated-twice 2M --threads 2
cmp "$tmp/roomy" "$tmp/small"
cmp "$tmp/roomy" "$tmp/isolated"
cmp "$tmp/roomy" "$tmp/isolated-twice"
lines=$(wc -l <"$tmp/roomy")
[ "$lines" -ge 1 ] || { echo "no corpus lines"; exit 1; }
