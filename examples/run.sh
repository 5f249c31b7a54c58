#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds stemma into build/, runs the example pipeline
# over the example articles and prints the report; without arguments the same
# as a page for a browser, build/report.html.
set -eu
cd "$(dirname "$0")/.."

. host/package/needs.sh
needs $build_needs

if [ ! -f build/build.ninja ]; then
  meson setup build --prefix="$PWD/build/install" --buildtype=release \
    >build.log 2>&1 || { cat build.log >&2; exit 2; }
  mv build.log build/setup.log
fi
meson install -C build >build/install.log 2>&1 \
  || { cat build/install.log >&2; exit 2; }

[ $# -gt 0 ] || set -- --report terminal --report html:build/report.html
echo "$ stemma run examples/full.ini $*" >&2
exec build/install/bin/stemma run examples/full.ini "$@"
