#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Each example plugin is built, run and shown as its README says, against an
# installed stemma:  examples.sh BUILD [NAME...]
set -eu
build=$1
shift
[ $# -gt 0 ] || set -- hedges frequencies near-duplicates tagger
source=$PWD
. tests/support/installed.sh

cp -r examples "$tmp/examples"
for name; do
  folder=$tmp/examples/plugins/$name
  (cd "$folder" && rm -rf ./build ./target ./*.so)
  python3 "$source/tests/support/console.py" "$folder/README.md" "$folder"
done
