#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the Debian packages stemma and stemma-dev:  sh host/package/deb.sh OUT
# It needs what host/package/debian/control names under Build-Depends, and
# dpkg-dev and fakeroot.  The version is meson.build's.
set -eu
out=$(mkdir -p "${1:?where to}" && cd "$1" && pwd)
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

version=$(sed -n "s/^  version: '\(.*\)',/\1/p" meson.build | head -n 1)
mkdir "$work/stemma"
# Without builds and what they leave.
tar -c --exclude='./build*' --exclude=./.git --exclude=target . \
  | tar -x -C "$work/stemma"
cp -r host/package/debian "$work/stemma/debian"
cat >"$work/stemma/debian/changelog" <<END
stemma ($version) unstable; urgency=medium

  * See CHANGELOG.md.

 -- stemma developers <stemma@example.org>  $(date -R -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}")
END
(cd "$work/stemma" && dpkg-buildpackage -us -uc -b)
cp "$work"/*.deb "$out"
