#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Worker processes that crash, hang, take all memory or are killed, in large
# numbers with --all: workers.sh BUILD
set -eu
build=$1
if [ -n "${STEMMA_TEST_ALL:-}" ]; then
  crowd='10000 100 20 20'
  kills=500
else
  crowd='1000 10 2 2'
  kills=25
fi
moody=$build/tests/worker/moody.so
# shellcheck disable=SC2086
python3 tests/worker/crowd.py "$build/host/stemma" "$moody" $crowd
python3 tests/worker/kill.py "$build/host/stemma" "$moody" "$kills"
