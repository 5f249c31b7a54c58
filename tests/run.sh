#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, runs every test and ends with one line,
# "N passed, N failed, N skipped".
#   sh tests/run.sh          what every commit has to pass
#   sh tests/run.sh --all    also what is too long for that: the full header
#                            matrix, long fuzzing, the whole evaluation
set -u
cd "$(dirname "$0")/.."

all=no
[ "${1:-}" = --all ] && all=yes

. host/package/needs.sh
needs $build_needs $test_needs || exit 2
[ "$all" = yes ] && { needs $all_needs || exit 2; }

logs=build/test-logs
mkdir -p "$logs"
counts=$logs/counts
: >"$counts"

# count PASSED FAILED SKIPPED
count() { echo "$1 $2 $3" >>"$counts"; }

skip() {
  echo "skip $1: $2"
  count 0 0 1
}

# step NAME COMMAND...: one check; see tests/step.sh.
step() { sh tests/step.sh "$logs" "$@"; }

# Checks of one thread each, a line of standard input "NAME COMMAND..." for
# each, as many at once as there are cores.
steps() { xargs -P "$(nproc)" -L 1 sh tests/step.sh "$logs"; }

# suite NAME COMPILER MESON-OPTIONS...: a build of its own without a warning.
# Where `only` is set, of those programs alone whose names match it.
only=
suite() {
  name=$1
  compiler=$2
  shift 2
  build=build-$name
  if [ ! -f "$build/build.ninja" ]; then
    CC=$compiler meson setup "$build" --werror "$@" \
      >"$logs/$name-setup.log" 2>&1 || {
        step "$name: setup" cat "$logs/$name-setup.log" && false
        tail -n 20 "$logs/$name-setup.log"
        count 0 1 0
        return 1
      }
  fi
  targets=
  [ -z "$only" ] \
    || targets=$(ninja -C "$build" -t targets all | sed -n "s/: .*LINKER.*//p" \
      | grep -E "$only")
  # shellcheck disable=SC2086
  step "$name-build" ninja -C "$build" $targets || return 1
}

tests_of() {
  name=$1
  shift
  meson test -C "build-$name" --no-rebuild --print-errorlogs "$@" \
    >"$logs/$name-tests.log" 2>&1
  status=$?
  python3 tests/summary.py "build-$name/meson-logs/testlog.json" \
    "$name" "$logs/$name.counts" || status=1
  if [ -s "$logs/$name.counts" ]; then
    cat "$logs/$name.counts" >>"$counts"
  else
    tail -n 20 "$logs/$name-tests.log"
    count 0 1 0
  fi
  [ "$status" -eq 0 ] || grep -n -B2 -A30 -E '^(FAIL|not ok)|ERROR:' \
    "$logs/$name-tests.log" | head -n 80
}

export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:strict_string_checks=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export TSAN_OPTIONS=halt_on_error=1

step format sh tests/format.sh
if [ "$all" = yes ]; then slow=; else slow='--no-suite slow'; fi
# shellcheck disable=SC2086
suite gcc gcc -Dtests=enabled && tests_of gcc $slow
# One build for clang's warnings, both sanitizers and the fuzz targets.
suite clang clang -Dtests=enabled -Dfuzz=true -Doptimization=1 \
  -Db_sanitize=address,undefined -Db_lundef=false \
  && tests_of clang --timeout-multiplier 6
only='^(plugins|host/stemma$|host/stemma-worker$|tests/(support|unit/engine|unit/worker|broken|worker))'
suite tsan gcc -Dtests=enabled -Doptimization=1 -Db_sanitize=thread -Db_lundef=false \
  && tests_of tsan --timeout-multiplier 8 --suite threads
only=

if [ "$all" = yes ]; then seconds=120; else seconds=6; fi
for target in build-clang/tests/fuzz/fuzz_*; do
  [ -f "$target" ] && [ -x "$target" ] || continue
  name=$(basename "$target")
  mkdir -p "build-clang/corpus/$name"
  # A report to begin with.
  [ "$name" = fuzz_replay ] \
    && STEMMA_PLUGIN_PATH=build-gcc/plugins build-gcc/host/stemma run -q \
      -o pipeline.stages=segment,quotes,quote-diff,variance,lineage \
      --report "jsonl:build-clang/corpus/$name/seed.jsonl" \
      examples/articles/coast-courier.txt examples/articles/harbour-post.txt
  echo "$name $target -max_total_time=$seconds -max_len=65536" \
    "-timeout=10 -rss_limit_mb=2048 -error_exitcode=1" \
    "build-clang/corpus/$name examples"
done | steps

[ "$all" = yes ] && export STEMMA_TEST_ALL=1
for script in tests/cli/*.sh; do
  echo "cli-$(basename "$script" .sh) sh $script build-gcc"
done | steps
if [ -d ../shared/eval ]; then
  step eval sh tests/eval.sh build-gcc
  cat "$logs/eval.log"
else
  skip eval "the evaluation sets are not here"
fi

awk '{ p += $1; f += $2; s += $3 }
  END { printf "%d passed, %d failed, %d skipped\n", p, f, s; exit f > 0 }' \
  "$counts"
