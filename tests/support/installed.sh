# SPDX-License-Identifier: Apache-2.0
# Sourced by tests that need an installed stemma: installs BUILD into a folder of
# its own and puts its program and its pkg-config first:
#   build=BUILD; . tests/support/installed.sh      sets $tmp, $prefix, $stemma
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
unset STEMMA_PLUGIN_PATH
export XDG_CACHE_HOME="$tmp/cache" XDG_DATA_HOME="$tmp/data"

meson install -C "$build" --no-rebuild --destdir "$tmp/root" >"$tmp/log" \
  || { cat "$tmp/log"; exit 1; }
pc=$(find "$tmp/root" -name stemma-1.pc)
prefix=$tmp/root$(sed -n 's/^prefix=//p' "$pc")
stemma=$prefix/bin/stemma

# The tree was moved after it was built, so its prefix is another one.
mkdir "$tmp/bin"
cat >"$tmp/bin/pkg-config" <<END
#!/bin/sh
exec $(command -v pkg-config) --define-variable=prefix="$prefix" "\$@"
END
chmod +x "$tmp/bin/pkg-config"
PATH=$tmp/bin:$prefix/bin:$PATH
PKG_CONFIG_PATH=$(dirname "$pc")
export PATH PKG_CONFIG_PATH
