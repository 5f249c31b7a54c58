#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The same input gives the same JSON Lines with 1, 2 and 8 threads, twice:
# determinism.sh BUILD
set -eu
build=$1
export STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for threads in 1 2 8 1 2 8; do
  status=0
  "$build/host/stemma" run --no-progress --threads "$threads" \
    --report "jsonl:$tmp/now" examples/articles/*.txt || status=$?
  [ "$status" -eq 0 ] || { echo "status $status with $threads threads"; exit 1; }
  [ -f "$tmp/first" ] || cp "$tmp/now" "$tmp/first"
  cmp "$tmp/first" "$tmp/now"
done
lines=$(grep -c '"type":"corpus"' "$tmp/first")
[ "$lines" -ge 5 ] || { echo "only $lines corpus lines"; exit 1; }
