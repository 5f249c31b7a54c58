#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# stemma validate as an author uses it, installed: the example plugins pass,
# every form says the same, the exit status tells what happened, and the
# self-test finds its plugins:  validate.sh BUILD
set -eu
build=$1
. tests/support/installed.sh

fail() {
  echo "$*"
  exit 1
}
status() {
  want=$1
  shift
  got=0
  "$@" >"$tmp/out" 2>"$tmp/err" || got=$?
  [ "$got" = "$want" ] || { cat "$tmp/out" "$tmp/err"; fail "$got: $*"; }
}

# Examples.  The clock is left to those who have the machine for themselves.
# `near-duplicates` finds nothing in texts that share no paragraph.
cp -r examples "$tmp/examples"
for name in hedges frequencies near-duplicates; do
  folder=$tmp/examples/plugins/$name
  rm -f "$folder"/*.so
  make -s -C "$folder"
  set -- "$folder"/*.so
  [ -d "$folder/articles" ] && set -- "$@" "$folder"/articles/*
  status 0 "$stemma" validate --level warning --exclude 'module.load-time,manner.cancel' "$@"
done
hedges=$tmp/examples/plugins/hedges/hedges.so

# Forms.
status 0 "$stemma" validate --include 'row.*' --format json "$hedges"
python3 -c '
import json, sys
found = json.load(open(sys.argv[1]))
assert [one["outcome"] for one in found["checks"]] == ["ok"] * 10, found
assert found["ok"] == 10' "$tmp/out"
status 0 "$stemma" validate --include 'row.*' --format junit "$hedges"
python3 -c '
import sys, xml.etree.ElementTree as tree
assert tree.parse(sys.argv[1]).getroot().get("tests") == "10"' "$tmp/out"
status 0 "$stemma" validate --include 'row.*' --format tap "$hedges"
[ "$(grep -c '^ok ' "$tmp/out")" = 10 ] || fail "tap: $(cat "$tmp/out")"
tail -n 1 "$tmp/out" | grep -qx '1..10'

# A failure, its advice, and what counts as one.
broken=$(dirname "$(find "$prefix" -name good.so)")
status 1 "$stemma" validate --only-failed --include 'row.span' "$broken/row.span.so"
grep -q '^FAIL  row.span: stage "words" wrote a bad row .*\[error\]$' "$tmp/out"
grep -q '^      = ' "$tmp/out"
status 0 "$stemma" validate --include docs.url "$broken/docs.url.so"
status 0 "$stemma" validate --include docs.url --level warning "$broken/docs.url.so"
status 1 "$stemma" validate --include docs.url --level advice "$broken/docs.url.so"
status 1 "$stemma" validate --include text.empty "$broken/text.empty.so"
grep -q 'process on the document "empty" crashed (SIGSEGV)' "$tmp/out"
status 0 "$stemma" validate --include 'text.*' --exclude 'text.empty,text.unicode,text.m*,text.large' \
  "$broken/text.empty.so"

# What is so in every check is told once: a crash with the way to see it; and
# what never ends is tried once more, for dozens of checks would wait for it.
(cd "$tmp" && "$stemma" new plugin com.yours.endless >/dev/null)
sed 's/i < tokens.count; i++/;/' "$tmp/endless/endless.c" >"$tmp/endless.c"
# shellcheck disable=SC2046
cc -shared -fPIC $(pkg-config --cflags stemma-1) \
  -Wl,--version-script="$tmp/endless/exports.map" \
  -o "$tmp/endless.so" "$tmp/endless.c"
status 1 "$stemma" validate --timeout 1 "$tmp/endless.so"
[ "$(grep -c '^FAIL .* did not end within 1 s \[' "$tmp/out")" = 1 ] \
  || fail "$(cat "$tmp/out")"
grep -q '^skip .*: 1 check ran out of time$' "$tmp/out"
sed 's/const settings \*set = self;/const settings *set = 0;/' \
  "$tmp/endless/endless.c" >"$tmp/crash.c"
# shellcheck disable=SC2046
cc -shared -fPIC $(pkg-config --cflags stemma-1) \
  -Wl,--version-script="$tmp/endless/exports.map" \
  -o "$tmp/crash.so" "$tmp/crash.c"
status 1 "$stemma" validate --include option.edges "$tmp/crash.so"
grep -qx "      = see where, in a debugger: stemma validate --in-process --include option.edges $tmp/crash.so" \
  "$tmp/out" || fail "$(cat "$tmp/out")"

status 1 "$stemma" validate --include 'module.static,option.edges,read.const' \
  "$tmp/crash.so"
cat >"$tmp/expected" <<END
FAIL  module.static: stage "endless": process on the document "landlock" crashed (SIGSEGV) [error]
      = mend this first: it is so whatever is checked
      = see where, in a debugger: stemma validate --in-process --include module.static $tmp/crash.so
skip  option.edges: as before: stage "endless": process on the document "landlock" crashed (SIGSEGV)
skip  read.const: as before: stage "endless": process on the document "landlock" crashed (SIGSEGV)
0 ok, 1 failed (1 error, 0 warnings, 0 advice), 2 skipped
END
sed 's/document "[^"]*"/document "landlock"/' "$tmp/out" | diff "$tmp/expected" -

# Who writes other rows each time fails for that, and not for the rest.
status 1 "$stemma" validate --include 'read.stride-probe,same.*' \
  "$broken/same.twice.so"
[ "$(grep '^FAIL' "$tmp/out" | cut -d: -f1 | tr -s ' ')" = "FAIL same.twice" ] \
  || fail "$(cat "$tmp/out")"
status 1 "$stemma" validate --include same.isolated "$broken/same.isolated.so"
grep -q 'stage "words" called openat, which ends it there' "$tmp/out"
status 1 "$stemma" validate --include 'state.*' "$broken/state.environment.so"
grep -q 'it has left behind "STEMMA_BROKEN=yes" after a run' "$tmp/out"

# Programs are told of failures that do not count as such.
status 0 "$stemma" validate --include 'docs.url,row.span' --format tap \
  "$broken/docs.url.so"
grep -q '^not ok 2 - docs.url: .* # TODO below --level$' "$tmp/out"
status 0 "$stemma" validate --include 'docs.url,row.span' --format junit \
  "$broken/docs.url.so"
grep -q 'tests="2" failures="0"' "$tmp/out"
status 1 "$stemma" validate --include docs.url --format junit --level advice \
  "$broken/docs.url.so"
grep -q 'tests="1" failures="1"' "$tmp/out"

# A slip of the pen is told, and nothing passes for it.
refused() {
  expected=$1
  shift
  status 2 "$stemma" validate "$@"
  [ "$(head -n 1 "$tmp/err")" = "stemma: $expected [E801]" ] \
    || fail "$(cat "$tmp/err")"
}
refused '--include: no check is named "row.spam" (stemma validate --list has them all)' \
  --include row.span,row.spam "$hedges"
refused '--exclude: no check is named "rows.*" (stemma validate --list has them all)' \
  --exclude 'rows.*' "$hedges"
refused '--exclude leaves no check to run' --exclude '*' "$hedges"
refused 'unknown option "treshold" in stage "hedges"; did you mean "threshold"?' \
  -o hedges.treshold=1 "$hedges"
refused '"threshold" needs a number, found "much"' -o hedges.threshold=much "$hedges"
refused '-o hedge.threshold=1: no stage is named so (the plugin has: hedges); did you mean "hedges"?' \
  -o hedge.threshold=1 "$hedges"
# A plugin of two stages is told with both.
awk '/^static const stemma_stage stage =/ { copying = 1 }
  copying { copy = copy $0 "\n" }
  /^};/ { copying = 0 }
  /const stages\[\]/ {
    sub("stage stage", "stage other", copy)
    sub("\"hedges\"", "\"softeners\"", copy)
    printf "%s", copy
    sub("&stage", "\\&stage, \\&other")
  }
  { print }' "${hedges%.so}.c" >"$tmp/two.c"
cc -std=c99 -shared -fPIC -fvisibility=hidden $(pkg-config --cflags stemma-1) \
  -o "$tmp/two.so" "$tmp/two.c" || fail "a plugin of two stages is not built"
refused '-o xyz.threshold=1: no stage is named so (the plugin has: hedges, softeners)' \
  -o xyz.threshold=1 "$tmp/two.so"
refused '-o softner.threshold=1: no stage is named so (the plugin has: hedges, softeners); did you mean "softeners"?' \
  -o softner.threshold=1 "$tmp/two.so"
mkfifo "$tmp/pipe.so"
refused "$tmp/pipe.so is no plugin: not a regular file" "$tmp/pipe.so"
refused "plugin file $tmp/nothing.so cannot be read: No such file or directory" \
  "$tmp/nothing.so"

# What cannot be an answer.
status 2 "$stemma" validate
status 2 "$stemma" validate --include 'nothing.*' "$hedges"
status 2 "$stemma" validate --level great "$hedges"
status 2 "$stemma" validate --timeout 0 "$hedges"
status 1 "$stemma" validate examples/articles/north-wire.txt
grep -q '^FAIL  file.elf: it is not an ELF file' "$tmp/out"

# Installed with the headers.
status 0 "$stemma" validate --self-test --include 'file.*,row.*'
grep -qx '21 ok, 0 failed, 0 skipped' "$tmp/out" || fail "$(cat "$tmp/out")"
