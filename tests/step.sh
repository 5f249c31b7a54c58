#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One check of tests/run.sh:  step.sh LOGS NAME COMMAND...
# It passes, fails, or says in its last line what it lacks and ends with 77; its
# output goes to LOGS/NAME.log and is shown when it fails.  A line "PASSED
# FAILED SKIPPED" is added to LOGS/counts.  Several may run at once.
logs=$1
name=$2
shift 2
log=$logs/$name.log
"$@" >"$log" 2>&1
status=$?
case $status in
  0) text="ok $name" result='1 0 0' ;;
  77) text="skip $name: $(tail -n 1 "$log")" result='0 0 1' status=0 ;;
  *)
    text="FAIL $name
$(tail -n 40 "$log" | sed 's/^/  /')"
    result='0 1 0'
    ;;
esac
printf '%s\n' "$text"
echo "$result" >>"$logs/counts"
exit "$status"
