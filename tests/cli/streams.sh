#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What goes to which stream, and what stays when a run is cut short:
# streams.sh BUILD
set -u
build=$1
export STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
stemma="$PWD/$build/host/stemma"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

# expect WHAT WANTED FOUND
expect() {
  [ "$2" = "$3" ] || { echo "$1: expected $2, found $3"; bad=1; }
}

python3 - "$tmp/many.jsonl" <<'PYTHON'
import json, sys
text = open("examples/articles/coast-courier.txt", encoding="utf-8").read()
with open(sys.argv[1], "w", encoding="utf-8") as out:
    for i in range(20000):
        out.write(json.dumps({"id": f"d{i}", "text": text}) + "\n")
PYTHON

# A closed standard output ends the run quietly with 141.
(
  "$stemma" run -o pipeline.stages=segment,numbers --report jsonl \
    "$tmp/many.jsonl" 2>"$tmp/err"
  echo $? >"$tmp/status"
) | head -n 1 >/dev/null
expect "closed pipe" 141 "$(cat "$tmp/status")"
expect "closed pipe is quiet" "" "$(cat "$tmp/err")"

# SIGINT keeps complete lines in FILE.partial and ends with 130.
"$stemma" run --threads 1 -o pipeline.stages=segment,numbers,quotes \
  --report "jsonl:$tmp/out.jsonl" "$tmp/many.jsonl" 2>"$tmp/err" &
pid=$!
sleep 1
kill -INT $pid
wait $pid
expect "SIGINT" 130 $?
[ -e "$tmp/out.jsonl" ] && { echo "a cut file has its final name"; bad=1; }
[ -s "$tmp/out.jsonl.partial" ] || { echo "no partial file"; bad=1; }
grep -q 'out.jsonl.partial' "$tmp/err" || { echo "the partial file is not named:"; cat "$tmp/err"; bad=1; }
python3 - "$tmp/out.jsonl.partial" <<'PYTHON' || bad=1
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    json.loads(line)
PYTHON

# A failing document is reported, the others go on, the status is 2.
printf 'Ana said: "Twelve boats."\n' >"$tmp/good.txt"
printf 'caf\351 costs 3 euros\n' >"$tmp/bad.txt"
"$stemma" run --report "jsonl:$tmp/two.jsonl" "$tmp/bad.txt" "$tmp/good.txt" \
  2>"$tmp/err"
expect "bad document" 2 $?
grep -q 'bad.txt:1:4: error: byte 0xE9 at offset 3 is not valid UTF-8 \[E603\]' \
  "$tmp/err" || { echo "the bad byte is not told:"; cat "$tmp/err"; bad=1; }
expect "documents told" 2 "$(grep -c '"type":"document"' "$tmp/two.jsonl")"

# Errors go to standard error alone.
expect "nothing on standard output" "" \
  "$("$stemma" run "$tmp/no-such-file.txt" 2>/dev/null)"
"$stemma" run "$tmp/no-such-file.txt" >/dev/null 2>&1
expect "missing input" 2 $?

# What turns the writing direction around, or drives a terminal, stays out of
# what people read in a log; names of files are as they are.
printf 'He saw 12\342\200\256 boats\302\233 of 12 metres.\n' >"$tmp/turned.txt"
for format in terminal github markdown; do
  "$stemma" run -q --report "$format:$tmp/turned.out" \
    --fail-if 'segment.sentence.count > 0' "$tmp/turned.txt" 2>/dev/null
  grep -q boats "$tmp/turned.out" || { echo "$format: no boats"; bad=1; }
  LC_ALL=C grep -q "$(printf '\342\200\256')\\|$(printf '\302\233')" \
    "$tmp/turned.out" && { echo "$format: a mark is left"; bad=1; }
done
"$stemma" run -q --report github examples/articles/coast-courier.txt \
  >"$tmp/one.out" 2>/dev/null
expect "one article" "1 article, 0 not analysed" "$(tail -n 1 "$tmp/one.out")"

# Colour only where it is wanted.
"$stemma" run examples/articles >"$tmp/plain" 2>/dev/null
grep -q "$(printf '\033')" "$tmp/plain" && { echo "colour in a file"; bad=1; }
"$stemma" run --color always examples/articles >"$tmp/bright" 2>/dev/null
grep -q "$(printf '\033')" "$tmp/bright" || { echo "no colour with --color always"; bad=1; }

# A limit that is reached fails the run; --exit-zero makes that 0.
"$stemma" run --fail-if 'numbers.quantity.count > 1' examples/articles \
  >/dev/null 2>&1
expect "limit" 1 $?
"$stemma" run --exit-zero --fail-if 'numbers.quantity.count > 1' \
  examples/articles >/dev/null 2>&1
expect "limit with --exit-zero" 0 $?

# A warning is told of ten documents, whatever the threads, and then counted.
i=0
while [ $((i += 1)) -le 13 ]; do
  printf '{"id":"w%d","text":"<p>Boats</p> <p>and</p> <p>bread</p>"}\n' $i
done >"$tmp/pages.jsonl"
for threads in 1 4; do
  "$stemma" run --no-progress --threads $threads -o pipeline.stages=segment \
    --report "jsonl:$tmp/out.jsonl" "$tmp/pages.jsonl" 2>"$tmp/err"
  expect "warnings" "w1 w10 3 more documents 11" "$(
    sed 's/:.*//' "$tmp/err" | sed -n '1p;10p;11p' | tr '\n' ' '
    wc -l <"$tmp/err" | tr -d ' '
  )"
done
exit $bad
