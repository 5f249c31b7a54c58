#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What every format does when its output fails or the run is cut short:
# manners.sh BUILD
set -u
export STEMMA_PLUGIN_PATH="$PWD/$1/plugins"
stemma="$PWD/$1/host/stemma"
tmp=$(mktemp -d)
disk=$tmp/disk
trap 'umount "$disk" 2>/dev/null; rm -rf "$tmp"' EXIT
bad=0
files="csv github gitlab html json jsonl junit markdown sarif sqlite tap terminal"
streams="github gitlab html json jsonl junit markdown sarif tap terminal"
limit='quotes.unattributed.count > 0'

# expect WHAT WANTED FOUND
expect() {
  [ "$2" = "$3" ] || { echo "$1: expected $2, found $3"; bad=1; }
}

# runs STATUS ARGUMENT...: quietly; what it says goes to $tmp/err.
runs() {
  wanted=$1
  shift
  found=0
  "$stemma" "$@" >"$tmp/out" 2>"$tmp/err" || found=$?
  expect "stemma $*" "$wanted" "$found"
}

# said TEXT
said() {
  grep -qF -- "$1" "$tmp/err" || { echo "no \"$1\" in:"; cat "$tmp/err"; bad=1; }
}

"$stemma" run -q --report "jsonl:$tmp/rows.jsonl" examples/articles

# Every format that this build has is in the two lists.
runs 2 check --report none examples/articles
expect "formats" "allowed: $(echo "$files" | sed 's/ /, /g')" \
  "$(grep -o 'allowed: .*' "$tmp/err")"

# A full disk: the message names the file, and nothing of it is left.
mkdir "$disk"
if mount -t tmpfs -o size=64k tmpfs "$disk" 2>"$tmp/err"; then
  cat /dev/zero >"$disk/filler" 2>/dev/null
  for format in $files; do
    for command in "run -q examples/articles" "report $tmp/rows.jsonl"; do
      # shellcheck disable=SC2086
      runs 2 $command --report "$format:$disk/out"
      said "$disk/out"
      said "cannot write: No space left on device [E802]"
      expect "left by $format" filler "$(ls "$disk")"
    done
  done
  runs 2 baseline -q -o pipeline.baseline="$disk/known.json" examples/articles
  said "$disk/known.json: cannot write: No space left on device [E802]"
  expect "left by baseline" filler "$(ls "$disk")"
  umount "$disk"
else
  echo "no tmpfs can be mounted here:"
  cat "$tmp/err"
  # Where only root may mount, /dev/full below still fails every stream.
  [ "$(id -u)" -eq 0 ] && bad=1
fi

for format in $streams; do
  "$stemma" run -q --report "$format" examples/articles 2>"$tmp/err" >/dev/full
  expect "$format on a full disk" 2 $?
  said "standard output: cannot write: No space left on device [E802]"

  # A reader that has gone ends the run quietly.
  {
    "$stemma" run -q --report "$format" --fail-if "$limit" examples/articles \
      2>"$tmp/err"
    echo $? >"$tmp/status"
  } | true
  expect "$format into a closed pipe" 141 "$(cat "$tmp/status")"
  expect "$format is quiet" "" "$(cat "$tmp/err")"
  {
    "$stemma" report "$tmp/rows.jsonl" --report "$format" 2>"$tmp/err"
    echo $? >"$tmp/status"
  } | true
  expect "report $format into a closed pipe" 141 "$(cat "$tmp/status")"
  expect "report $format is quiet" "" "$(cat "$tmp/err")"
done

# Signals in the middle: complete lines stay, nothing else, and no file has its
# final name.
python3 - "$tmp/many.jsonl" <<'PYTHON'
import json, sys
text = open("examples/articles/coast-courier.txt", encoding="utf-8").read()
with open(sys.argv[1], "w", encoding="utf-8") as out:
    for i in range(20000):
        out.write(json.dumps({"id": f"d{i}", "text": text}) + "\n")
PYTHON
mkdir "$tmp/cut"
reports=
for format in $files; do
  reports="$reports --report $format:$tmp/cut/$format"
done
for signal in INT:130 TERM:143; do
  # shellcheck disable=SC2086
  "$stemma" run --threads 1 -o pipeline.stages=segment,numbers,quotes \
    --fail-if "$limit" $reports "$tmp/many.jsonl" 2>"$tmp/err" &
  pid=$!
  tries=0
  while [ ! -d "$tmp/cut/csv" ] && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  sleep 0.5
  kill "-${signal%:*}" $pid
  wait $pid
  expect "SIG${signal%:*}" "${signal#*:}" $?
  expect "left by SIG${signal%:*}" jsonl.partial "$(ls "$tmp/cut")"
  expect "said of SIG${signal%:*}" \
    "stemma: the run ended early; the complete lines are in $tmp/cut/jsonl.partial" \
    "$(cat "$tmp/err")"
  python3 -c 'import json, sys
for line in open(sys.argv[1], encoding="utf-8"): json.loads(line)' \
    "$tmp/cut/jsonl.partial" || bad=1
done
runs 2 report "$tmp/cut/jsonl.partial"
said "error: the report has no last line: its run ended early [E604]"
rm "$tmp/cut/jsonl.partial"

# The same of a baseline, and of a report that waits for its input.
"$stemma" baseline --threads 1 -o pipeline.baseline="$tmp/cut/known.json" \
  -o pipeline.stages=segment,quotes "$tmp/many.jsonl" 2>"$tmp/err" &
pid=$!
sleep 0.5
kill -TERM $pid
wait $pid
expect "SIGTERM of baseline" 143 $?
expect "left by baseline" "" "$(ls "$tmp/cut")"
mkfifo "$tmp/pipe"
"$stemma" report "$tmp/pipe" --report "sarif:$tmp/cut/sarif" \
  --report "sqlite:$tmp/cut/sqlite" --report "csv:$tmp/cut/csv" \
  2>"$tmp/err" &
pid=$!
exec 9>"$tmp/pipe"
head -n 2 "$tmp/rows.jsonl" >&9
sleep 0.3
kill -INT $pid
wait $pid
expect "SIGINT of report" 130 $?
exec 9>&-
expect "left by report" "" "$(ls "$tmp/cut")"
expect "said by report" "" "$(cat "$tmp/err")"
exit $bad
