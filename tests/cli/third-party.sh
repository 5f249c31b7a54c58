#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A plugin from elsewhere, built outside the tree against an installed stemma
# with pkg-config alone, gives the rows that it should; so does the same plugin
# built with the frozen headers of ABI 1.0: third-party.sh BUILD
set -eu
build=$1
source=$PWD
. tests/support/installed.sh

[ "$(pkg-config --variable=abi stemma-1)" = 1.0 ]
pluginsdir=$(pkg-config --variable=pluginsdir stemma-1)
[ -f "$pluginsdir/segment.so" ] || { echo "no $pluginsdir/segment.so"; exit 1; }
case $(pkg-config --variable=datadir stemma-1) in
  "$prefix"/*) ;;
  *) echo "datadir is outside the prefix"; exit 1 ;;
esac

cp -r examples "$tmp/examples"
cd "$tmp/examples"
rm -f plugins/hedges/hedges.so
make -s -C plugins/hedges

printf 'It was reportedly late. Perhaps it may rain; ALLEGEDLY.\n' >"$tmp/text.txt"
run() {
  "$stemma" run "$@" --report jsonl "$tmp/text.txt" \
    | grep -o '"org.example.hedge":\[.*\]'
}
run third-party.ini >"$tmp/rows"
cat >"$tmp/expected" <<'END'
"org.example.hedge":[{"begin":7,"end":17,"text":"reportedly","weight":0.8},{"begin":24,"end":31,"text":"Perhaps","weight":0.4},{"begin":45,"end":54,"text":"ALLEGEDLY","weight":0.9}]
END
diff "$tmp/expected" "$tmp/rows"

# The example finds something, and the report for people shows it.
"$stemma" run third-party.ini >"$tmp/report"
grep -q '^hedges  3 org.example.hedge$' "$tmp/report"
grep -q '^  D  doubt   0.7$' "$tmp/report"

# Old plugin, new host.
mkdir "$tmp/old"
cc -std=c99 -shared -fPIC -fvisibility=hidden -I "$source/sdk/abi/1.0/include" \
  -o "$tmp/old/hedges.so" plugins/hedges/hedges.c
run third-party.ini --plugin-path "$tmp/old" >"$tmp/rows"
diff "$tmp/expected" "$tmp/rows"

# For everybody: found beside the built-in ones.
make -s -C plugins/hedges install
"$stemma" plugins | grep -q "^org.example.hedges .* installed "
"$stemma" plugins info org.example.hedges | grep -q "threshold = 0.2"
"$stemma" plugins info "$tmp/old/hedges.so" | grep -q "threshold = 0.2"
"$stemma" plugins why org.example.hedges | grep -q "^ok    open"
"$stemma" plugins info exec | grep -q "batch = 0"
