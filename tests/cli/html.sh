#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The HTML report is whole, inert and always the same: html.sh BUILD
# With STEMMA_TEST_ALL set, a browser looks at it too.
set -u
build=$1
export STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
stemma="$PWD/$build/host/stemma"
here=tests/cli/html
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

fail() {
  echo "$1"
  bad=1
}

# expect WHAT WANTED FOUND
expect() {
  [ "$2" = "$3" ] || fail "$1: expected $2, found $3"
}

# golden NAME: $tmp/NAME.golden is the file of this name here
golden() {
  if [ "${STEMMA_RENEW_GOLDEN:-}" ]; then
    cp "$tmp/$1.golden" "$here/$1.golden"
  fi
  diff -u "$here/$1.golden" "$tmp/$1.golden" || bad=1
}

# The example: the same bytes with any number of threads, three findings first.
for threads in 1 2 8; do
  "$stemma" run --threads "$threads" --report "html:$tmp/example-$threads.html" \
    examples/full.ini || fail "the example ends with $?"
  cmp "$tmp/example-1.html" "$tmp/example-$threads.html" || bad=1
done
python3 $here/check.py "$tmp/example-1.html" \
  --says "A and B, word for word" --says "Which numbers conflict" \
  --says "four hours" --says "variance.mean > 0.6" || bad=1

# Made again from the rows, it is the same page.
"$stemma" run --report "jsonl:$tmp/rows.jsonl" examples/full.ini
"$stemma" report "$tmp/rows.jsonl" --report "html:$tmp/again.html" \
  || fail "the page made again ends with $?"
cmp "$tmp/example-1.html" "$tmp/again.html" || bad=1

# A stage may leave out whose it is.
sed 's/"plugin":"[^"]*","stage":"[^"]*",//g' "$tmp/rows.jsonl" >"$tmp/less.jsonl"
"$stemma" report "$tmp/less.jsonl" --report "html:$tmp/less.html" \
  || fail "a page of unnamed plugins ends with $?"

# Strangers' texts are text.
python3 $here/hostile.py "$tmp/hostile.jsonl"
"$stemma" run --report "html:$tmp/hostile.html" "$tmp/hostile.jsonl" \
  || fail "the hostile texts end with $?"
python3 $here/check.py "$tmp/hostile.html" \
  --says "</style><script>alert(1)</script>" --says "--><!--" \
  --says "<img src=x onerror=alert(2)>" --says "&lt;b&gt; &amp;amp;" \
  --says "U+202E" --says "U+200F" --says "U+0007" --says "U+E0041" \
  --says "</title></style><script>alert(5)</script>" || bad=1

# A statement that the narrator cuts in two is shown as one, and tonnes as
# tonnes.
cat >"$tmp/halves.jsonl" <<'JSONL'
{"id":"north","text":"“Paper has patience”, Ana Bel said, “and tomorrow the hard work begins.” At least 42 ships with 1.5 million tonnes of grain wait there."}
{"id":"south","text":"“Paper is patient. The difficult part starts tomorrow,” said Ana Bel. Some 42 ships with 1.3m tonnes of grain wait there."}
JSONL
"$stemma" run --report "html:$tmp/halves.html" \
  --report "terminal:$tmp/halves.txt" "$tmp/halves.jsonl" || fail "two halves end with $?"
python3 $here/check.py "$tmp/halves.html" \
  --says "Paper has patience … and tomorrow the hard work begins." \
  --says "1.3 million tonnes" || bad=1
grep -q "has patience" "$tmp/halves.txt" \
  || fail "the terminal shows half of a statement"

# What differs is words, not how a printer writes them.
cat >"$tmp/print.jsonl" <<'JSONL'
{"id":"north","text":"\"We don't need twenty life jackets and £19 million to cross this narrow channel tonight,\" said Ana Bel."}
{"id":"south","text":"“We don’t need 20 lifejackets and £19m to cross this narrow strait tonight,” said Ana Bel."}
JSONL
"$stemma" run --report "html:$tmp/print.html" "$tmp/print.jsonl" \
  || fail "two printers' texts end with $?"
python3 $here/check.py "$tmp/print.html" --says "“channel” or “strait”?" || bad=1

# Pages with less in them, and a limit that was reached.
"$stemma" run -o pipeline.stages=segment,numbers,quotes \
  --report "html:$tmp/few.html" examples/articles/coast-courier.txt \
  || fail "three stages end with $?"
"$stemma" run -o pipeline.stages=segment --report "html:$tmp/none.html" \
  examples/articles/coast-courier.txt || fail "one stage ends with $?"
"$stemma" run --fail-if 'numbers.conflict.count > 0' \
  --report "html:$tmp/limit.html" $here/small.jsonl
expect "a limit that is reached" 1 $?
printf 'caf\351\n' >"$tmp/bad.txt"
"$stemma" run --report "html:$tmp/failed.html" "$tmp/bad.txt" \
  examples/articles/*.txt 2>/dev/null
expect "a text that cannot be read" 2 $?
python3 $here/check.py "$tmp/few.html" "$tmp/none.html" || bad=1
python3 $here/check.py "$tmp/limit.html" --says "this run fails" || bad=1
python3 $here/check.py "$tmp/failed.html" --says "1 article was not analysed" \
  --says "byte 0xE9" || bad=1

# A small page, sign by sign, but for its figures, verdicts, metrics and options,
# which are the plugins' and not the page's; its style is a file of its own.
"$stemma" run --report "html:$tmp/small.html" $here/small.jsonl \
  -o pipeline.stages=segment,numbers,quotes,quote-diff,variance,lineage \
  || fail "the small page ends with $?"
sed -E -e '/^<style>/,/<\/style>$/d' -e 's/sha256-[^'"'"']*/sha256-SUM/' \
  -e 's/one translation, edited|translated independently/KIND/' \
  -e 's/edited,|independent,/KIND,/; s/class="br ind"/class="br"/' \
  -e '/<code><bdi>[a-z-]+\.[a-z.]+<\/bdi><\/code><\/th>/d' \
  -e 's/ <code>.*<\/code><\/li>/<\/li>/; s/[0-9]+(\.[0-9]+)*/N/g' \
  "$tmp/small.html" >"$tmp/small.golden"
golden small

# A page with every section, to the byte but for its style, from rows that stay
# as they are: four invented articles (their texts are in the rows) and the
# stages of examples/full.ini and examples/plugins/hedges.
"$stemma" report $here/whole.jsonl --report "html:$tmp/whole.html" \
  || fail "the whole page ends with $?"
sed -e '/^<style>/,/<\/style>$/d' -e 's/sha256-[^'"'"']*/sha256-SUM/' \
  "$tmp/whole.html" >"$tmp/whole.golden"
golden whole

# Nothing stays under its final name, or beside it, when it cannot be whole.
if [ -e /dev/full ]; then
  "$stemma" run --report html:/dev/full examples/full.ini 2>"$tmp/err"
  expect "a full disk" 2 $?
  grep -q 'E802' "$tmp/err" || fail "a full disk is not told: $(cat "$tmp/err")"
fi
(
  ulimit -f 8
  trap '' XFSZ
  # Memory that is shared with a worker process is a file, too.
  "$stemma" run --in-process --report "html:$tmp/cut.html" examples/full.ini \
    2>"$tmp/err"
  echo $? >"$tmp/status"
)
expect "a file that cannot grow" 2 "$(cat "$tmp/status")"
expect "files of a report that was cut" "" "$(ls "$tmp" | grep '^cut')"
grep -q "E802" "$tmp/err" || fail "a cut file is not told: $(cat "$tmp/err")"
(
  "$stemma" run --report html examples/full.ini 2>"$tmp/err"
  echo $? >"$tmp/status"
) | true
expect "a closed pipe" 141 "$(cat "$tmp/status")"
expect "a closed pipe is quiet" "" "$(cat "$tmp/err")"

if [ "${STEMMA_TEST_ALL:-}" ]; then
  sh $here/browser.sh "$tmp/example-1.html" "$tmp/hostile.html" \
    "$tmp/limit.html" "$tmp/failed.html" "$tmp/none.html" || bad=1
fi
exit $bad
