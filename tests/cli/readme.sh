#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The report in the README is what the example prints, and the pipeline in it
# is one that stemma accepts:  readme.sh BUILD
set -u
build=$1
export STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
stemma="$PWD/$build/host/stemma"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

awk '/^```/ { n++; next } n == 1' README.md >"$tmp/shown"
"$stemma" run -q examples/full.ini | sed '/^Limits/,$d' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >"$tmp/printed"
diff "$tmp/shown" "$tmp/printed" || {
  echo "the README shows another report than examples/full.ini prints"
  exit 1
}

awk '/^```ini$/ { inside = 1; next } /^```$/ { inside = 0 } inside' README.md \
  >"$tmp/mine.ini"
cp -r examples/articles "$tmp/articles"
"$stemma" check "$tmp/mine.ini" || exit 1
"$stemma" run -q "$tmp/mine.ini" >/dev/null
[ $? -eq 1 ] || { echo "the README's limits are not reached"; exit 1; }
[ -s "$tmp/rows.jsonl" ] || { echo "the README's report is not written"; exit 1; }
