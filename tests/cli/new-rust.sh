#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The same as new.sh for the language that not every machine has.
command -v cargo >/dev/null || { echo "there is no cargo"; exit 77; }
exec sh tests/cli/new.sh "$1" rust
