#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# diff, collate and the stage works: compare.sh BUILD
set -u
build=$1
stemma="$PWD/$build/host/stemma"
STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
export STEMMA_PLUGIN_PATH
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

# expect WHAT WANTED FOUND
expect() {
  [ "$2" = "$3" ] || { printf '%s: expected\n%s\nfound\n%s\n' "$1" "$2" "$3"; bad=1; }
}

printf 'Tomorrow the council votes on the harbour, the mayor said.\n' >"$tmp/a"
printf 'The council votes tomorrow on the old harbor, the mayor told us.\n' >"$tmp/b"
printf 'The council shall vote on the harbour tomorrow.\n' >"$tmp/c"

expect "two texts" \
  "[<Tomorrow<] The council votes {>tomorrow>} on the {+old+} [-harbour-] {+harbor+}, the mayor [-said-] {+told us+}." \
  "$("$stemma" diff "$tmp/a" "$tmp/b")"
expect "the status of texts that differ" "0 1 1 1" \
  "$("$stemma" diff "$tmp/a" "$tmp/b" >/dev/null; printf '%s ' $?
  "$stemma" diff --exit-code "$tmp/a" "$tmp/b" >/dev/null; printf '%s ' $?
  "$stemma" diff --exit-code --table "$tmp/a" "$tmp/b" >/dev/null; printf '%s ' $?
  "$stemma" diff --exit-code "$tmp/a" "$tmp/a" "$tmp/c" >/dev/null; echo $?)"
expect "the status of equal texts" "0 0 0" \
  "$("$stemma" diff --exit-code "$tmp/a" "$tmp/a" >/dev/null; printf '%s ' $?
  tr T t <"$tmp/a" | "$stemma" diff --exit-code - "$tmp/a" >/dev/null; printf '%s ' $?
  "$stemma" diff --exit-code "$tmp/a" "$tmp/a" "$tmp/a" >/dev/null; echo $?)"
expect "standard input twice" "2 1" \
  "$("$stemma" diff - - <"$tmp/a" >"$tmp/err" 2>&1; printf '%s ' $?
  grep -c 'one of the texts only' "$tmp/err")"
printf "The Mayor\047s plan is out" >"$tmp/g"
printf 'The mayor\342\200\231s plan Is out' >"$tmp/h"
expect "case is no difference" "$(cat "$tmp/h") 0" \
  "$(echo "$("$stemma" diff --exit-code "$tmp/g" "$tmp/h") $?")"
expect "case with --exact" \
  "The [-Mayor's-] {+$(printf 'mayor\342\200\231s')+} plan [-is-] {+Is+} out 1" \
  "$("$stemma" diff --exact "$tmp/g" "$tmp/h" | tr '\n' ' '
  "$stemma" diff --exact --exit-code "$tmp/g" "$tmp/h" >/dev/null; echo $?)"
expect "equal texts" "$(cat "$tmp/a")" "$("$stemma" diff "$tmp/a" "$tmp/a")"
expect "three texts" \
"a                Tomorrow the council -     votes -        on the -   harbour ,
b                -        The council -     votes tomorrow on the old harbor  ,
c                -        The council shall vote  -        on the -   harbour -

a                the      mayor said -  .
b                the      mayor told us .
c                tomorrow -     -    -  ." \
  "$("$stemma" diff "$tmp/a" "$tmp/b" "$tmp/c")"
expect "colour when asked for" 1 \
  "$("$stemma" diff --color=always "$tmp/a" "$tmp/b" | grep -c "$(printf '\033\\[32m')")"
expect "one text" 2 "$("$stemma" diff "$tmp/a" 2>/dev/null; echo $?)"
expect "no such text" 2 "$("$stemma" diff "$tmp/a" "$tmp/none" 2>/dev/null; echo $?)"
printf 'caf\303\251 \360\237\221\251\342\200\215\360\237\221\247 shut' >"$tmp/e"
printf 'cafe\314\201 \360\237\221\251 shut' >"$tmp/f"
expect "a letter and its accent, and joined emoji, are one" \
  "$(printf 'caf\303\251 [-\360\237\221\251\342\200\215\360\237\221\247-] {+\360\237\221\251+} shut')" \
  "$("$stemma" diff "$tmp/e" "$tmp/f")"
mkdir "$tmp/x" "$tmp/y"
cp "$tmp/a" "$tmp/x/art.txt"
cp "$tmp/b" "$tmp/y/art.txt"
expect "texts of one name" "x/art.txt y/art.txt" \
  "$(cd "$tmp" && "$stemma" diff --table x/art.txt y/art.txt | cut -d' ' -f1 | head -n 2 | xargs)"
printf 'bad \377 byte' >"$tmp/bad"
expect "bytes that are no text" 1 \
  "$("$stemma" diff "$tmp/a" "$tmp/bad" 2>&1 >/dev/null | grep -c 'bad:1:5: error: byte 0xFF .*E603')"

expect "a table" \
  '{"id":"t","sigla":["A","B"],"table":[["we",null,"prize","it"],["we","do","praise","it"]]}' \
  "$(printf '{"id":"t","witnesses":{"B":"we do praise it","A":"we prize it"}}\n' | "$stemma" collate)"
expect "an exact table" \
  '{"id":"t","sigla":["A","B"],"table":[["we","prize",null,"it"],["we","do","praise","it"]]}' \
  "$(printf '{"id":"t","near":false,"witnesses":{"A":"we prize it","B":"we do praise it"}}\n' | "$stemma" collate)"
expect "details" \
  '{"id":"t","sigla":["A","B"],"table":[["a",null],["a","b"]],"kinds":[["invariant","omission"],["invariant","variant"]],"spans":[[[0,1],null],[[0,1],[2,3]]]}' \
  "$(printf '{"id":"t","witnesses":{"A":"a","B":"a b"}}\n' | "$stemma" collate --details)"
expect "a bad line does not stop the others" 1 \
  "$(printf '{"id":"t"}\n{"id":"u","witnesses":{}}\n' | "$stemma" collate 2>/dev/null | grep -c '"u"')"

printf '{"id":"v1","work":"Mill","text":"The old mill burned."}
{"id":"v2","work":"Mill","text":"Our old mill burned down."}
{"id":"x","work":"Other","text":"Alone."}\n' >"$tmp/works.jsonl"
expect "witnesses of a work" '"id":"Mill","label":"The old mill burned"' \
  "$("$stemma" run -o pipeline.stages=works -o works.plugin=quote-diff/works \
    --report jsonl "$tmp/works.jsonl" | grep -o '"id":"Mill","label":"[^"]*"')"
expect "a whole text is no quote" 2 \
  "$("$stemma" run -o pipeline.stages=works -o works.plugin=quote-diff/works \
    --report jsonl "$tmp/works.jsonl" | grep -o '"quote":null' | wc -l)"
exit $bad
