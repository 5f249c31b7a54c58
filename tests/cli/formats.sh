#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every report format, read by a tool that is not ours: formats.sh BUILD
set -eu
export STEMMA_PLUGIN_PATH="$PWD/$1/plugins"
exec python3 tests/cli/formats.py "$PWD/$1/host/stemma" "$PWD/$1/formats"
