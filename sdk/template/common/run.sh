#!/bin/sh
# SPDX-License-Identifier: 0BSD
# Runs the pipeline over the texts beside this script and compares the rows
# with expected.jsonl: run.sh FOLDER, where FOLDER holds the built plugin.
# `run.sh FOLDER --update` writes expected.jsonl anew; look at the difference
# before you commit it.
set -eu
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")"
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
stemma run ../pipeline.ini --plugin-path "$folder" --report jsonl \
  --no-progress harbour.txt island.txt >"$rows.all"
grep -e '^{"type":"document"' -e '^{"type":"corpus"' "$rows.all" >"$rows"
rm -f "$rows.all"
[ "${2-}" = --update ] && cp "$rows" expected.jsonl
diff -u expected.jsonl "$rows"
