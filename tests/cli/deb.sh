#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The Debian packages are built, installed, used and removed again; with --all
# alone, since it builds everything and changes the machine:  deb.sh BUILD
set -eu
[ -n "${STEMMA_TEST_ALL:-}" ] || { echo "only with --all"; exit 77; }
[ "$(id -u)" -eq 0 ] || { echo "installing a package needs root"; exit 77; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"; dpkg -r stemma-dev stemma >/dev/null 2>&1 || true' EXIT
sh host/package/deb.sh "$tmp"
dpkg -i "$tmp"/stemma_*.deb "$tmp"/stemma-dev_*.deb

cp -r examples "$tmp/examples"
cd "$tmp/examples"
unset STEMMA_PLUGIN_PATH PKG_CONFIG_PATH
export XDG_CACHE_HOME="$tmp/cache" XDG_DATA_HOME="$tmp/data"
[ "$(command -v stemma)" = /usr/bin/stemma ] || {
  echo "another stemma is found first: $(command -v stemma)"
  exit 1
}
stemma run -q full.ini | grep -q 'shared utterances'
stemma plugins | grep -q '^org.stemma.quote-diff .* installed '
rm -f plugins/hedges/hedges.so
make -s -C plugins/hedges
stemma run -q third-party.ini >/dev/null
stemma new plugin tone
# Some machines leave manuals and pages out when they install a package.
for file in man1/stemma-run.1 bash-completion/completions/stemma; do
  dpkg -L stemma | grep -q "$file" || { echo "there is no $file"; exit 1; }
done
for file in sdk/tutorial.md include/stemma/stemma.h; do
  dpkg -L stemma-dev | grep -q "$file" || { echo "there is no $file"; exit 1; }
done
