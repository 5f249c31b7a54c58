#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What `stemma new plugin` makes builds, tests itself and passes the validator,
# by the three commands of its own README:  new.sh BUILD [LANG...]
set -eu
build=$1
shift
[ $# -gt 0 ] || set -- c c++
. tests/support/installed.sh

# The first piece of code in a README.
commands() {
  awk '/^```/ { n++; next } n == 1' "$1"
}

cd "$tmp"
for lang; do
  for kind in map group fold; do
    name=my-$kind-$(echo "$lang" | tr + p)
    "$stemma" new plugin "$name" --lang "$lang" --kind "$kind"
    (cd "$name" && commands README.md | sh -eux) || exit 1
    [ "$lang" = c ] || [ -n "${STEMMA_TEST_ALL:-}" ] || break
  done
done

# An id of one's own; a folder that is there; names that cannot be.
"$stemma" new plugin com.acme.tone-marks
grep -q '^STEMMA_NOTE("com.acme.tone-marks", ' tone-marks/tone-marks.c
[ -z "$(grep -rl my-plugin tone-marks)" ]
refused() {
  expected=$1
  shift
  status=0
  "$stemma" new "$@" 2>message || status=$?
  [ "$status" -eq 2 ] || { echo "status $status: $*"; exit 1; }
  grep -qF "$expected" message || { cat message; exit 1; }
}
refused 'cannot write the folder "tone-marks": File exists [E802]' \
  plugin tone-marks
refused 'found "Tone"' plugin Tone
refused 'found "a--b"' plugin a--b
refused 'found "../up"' plugin ../up
refused 'found ""' plugin ''
refused 'one of stemma'"'"'s own' plugin org.stemma.tone
refused 'Meson keeps that name' plugin test
refused 'expected --lang c, c++ or rust, found "cobol"' plugin x --lang cobol
refused 'expected --kind map, group or fold, found "chain"' \
  plugin x --kind chain
refused 'expected a name' plugin
refused 'expected "plugin", found "pipeline"' pipeline x
[ ! -e x ]
mkdir locked
chmod 555 locked
if [ "$(id -u)" -ne 0 ]; then
  cd locked
  refused 'cannot write the folder "y": Permission denied [E802]' plugin y
fi
