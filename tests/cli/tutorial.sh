#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Who follows the tutorial word by word gets what it shows:  tutorial.sh BUILD
set -eu
build=$1
source=$PWD
. tests/support/installed.sh
mkdir "$tmp/work"
python3 "$source/tests/support/console.py" "$source/sdk/docs/tutorial.md" \
  "$tmp/work"
