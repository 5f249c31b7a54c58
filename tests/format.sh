#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every C file is as clang-format leaves it; no line of code is longer than 80
# columns; no file is longer than 600 lines.  The frozen headers stay as they
# were.
set -u
cd "$(dirname "$0")/.."
bad=0
files=$(git ls-files '*.c' '*.h' | grep -v '^sdk/abi/')

# shellcheck disable=SC2086
clang-format --dry-run -Werror $files || bad=1
for file in $files; do
  lines=$(wc -l <"$file")
  if [ "$lines" -gt 600 ]; then
    echo "$file: $lines lines; split it"
    bad=1
  fi
done
# shellcheck disable=SC2086
grep -nE '\b(TODO|FIXME|XXX)\b' $files && bad=1
# shellcheck disable=SC2086
grep -nE '\b(sprintf|strcpy|strcat|gets|strtok|atoi|atof)\(' $(git ls-files "host/*.[ch]" "plugins/*.[ch]" "sdk/*.h") && bad=1
exit $bad
