#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The worker program needs no library of the host's but GLib, and those of a
# compiler or its sanitizers: each worker is a copy of it, and costs by what is
# loaded.  lean.sh WORKER
set -eu
heavy=$(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' \
  | grep -Ev '^(lib(c|m|dl|pthread|glib-2\.0|gcc_s|rt|resolv|[a-z]+san)|ld-[^.]+)\.so' || true)
if [ -n "$heavy" ]; then
  echo "$1 needs $heavy" >&2
  exit 1
fi
