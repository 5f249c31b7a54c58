# SPDX-License-Identifier: Apache-2.0
# Sourced by examples/run.sh and tests/run.sh: installs the Debian packages that
# are not there yet, with sudo where the user is not root.

needs() {
  missing=
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null \
      | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  sudo=
  if [ "$(id -u)" -ne 0 ]; then
    sudo=sudo
    command -v sudo >/dev/null 2>&1 || {
      echo "stemma needs:$missing" >&2
      echo "install them as root: apt-get install$missing" >&2
      return 1
    }
  fi
  echo "Installing:$missing" >&2
  $sudo apt-get update -qq >&2
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -qq -y \
    --no-install-recommends $missing >/dev/null
}

# What the program is built from.
build_needs="gcc libc6-dev meson ninja-build pkg-config python3
  libglib2.0-dev libjson-glib-dev libstemmer-dev libsqlite3-dev
  libxml2-dev libxxhash-dev zlib1g-dev libzstd-dev scdoc wordnet-base"
# What its tests need beside.
test_needs="libcmocka-dev clang clang-format libclang-rt-14-dev lld llvm
  binutils g++ make git libre2-dev libxml2-utils python3-jsonschema python3-yaml"
# A node from elsewhere brings its own npm.
command -v npm >/dev/null 2>&1 || test_needs="$test_needs npm"
# What `tests/run.sh --all` needs on top.
all_needs="cargo debhelper fakeroot dpkg-dev"
