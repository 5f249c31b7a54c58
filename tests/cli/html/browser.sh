#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Looks at HTML reports in headless Chromium: browser.sh FILE...
# Installs the browser, axe-core and puppeteer-core where they are missing.
set -u
root=$PWD
here=$root/tests/cli/html
. host/package/needs.sh
# A node from elsewhere brings its own npm, and does not suffer Debian's.
for program in chromium:chromium node:nodejs npm:npm; do
  command -v "${program%%:*}" >/dev/null || needs "${program#*:}" || exit 1
done
tools=$root/build/browser
mkdir -p "$tools"
cp "$here/package.json" "$here/browser.mjs" "$tools/"
[ -d "$tools/node_modules/axe-core" ] \
  || (cd "$tools" && npm install --silent --ignore-scripts --no-audit --no-fund) \
  || { echo "npm cannot install axe-core and puppeteer-core"; exit 1; }
exec node "$tools/browser.mjs" "$@"
