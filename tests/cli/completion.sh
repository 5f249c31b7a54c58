#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Completion scripts complete, and each command has a page of the manual:
#   completion.sh BUILD
set -eu
build=$1
export STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
PATH=$PWD/$build/host:$PATH
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

for shell in bash zsh fish; do
  stemma completion "$shell" >"$tmp/$shell"
  if command -v "$shell" >/dev/null; then
    "$shell" -n "$tmp/$shell" || { echo "$shell cannot read its script"; exit 1; }
  fi
done
status=0
stemma completion tcsh 2>"$tmp/err" || status=$?
[ "$status" -eq 2 ]
grep -q 'expected bash, zsh or fish, found "tcsh"' "$tmp/err"

cat >"$tmp/check.bash" <<'END'
. "$1"
complete_line() {
  COMP_WORDS=("$@")
  COMP_CWORD=$(($# - 1))
  _stemma
  printf '%s|' "${COMPREPLY[@]}"
  echo
}
complete_line stemma ru
complete_line stemma run --rep
complete_line stemma run --color = a
complete_line stemma run --color n
complete_line stemma new plugin x --lang c
complete_line stemma plugins w
complete_line stemma plugins info org.stemma.quote-
complete_line stemma explain E20
complete_line stemma check examples/min
END
bash "$tmp/check.bash" "$tmp/bash" >"$tmp/found"
cat >"$tmp/expected" <<'END'
run|
--report|
auto|always|
never|
c|c++|
why|
org.stemma.quote-diff|
E201|E202|E203|E204|E205|E206|E207|E208|E209|
examples/minimal.ini|
END
# Codes come and go; some are enough.
sed -i 's/^E20.*|$/codes/' "$tmp/found" "$tmp/expected"
diff "$tmp/expected" "$tmp/found"
if command -v fish >/dev/null; then
  fish -c "source $tmp/fish; complete -C 'stemma run --color '" \
    | cut -f1 | sort | tr '\n' ' ' >"$tmp/found"
  [ "$(cat "$tmp/found")" = "always auto never " ]
fi

stemma --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\)  .*/\1/p' >"$tmp/names"
[ "$(wc -l <"$tmp/names")" -gt 10 ]
while read -r name; do
  page=$build/host/man/stemma-$name.1
  [ -s "$page.scd" ] || { echo "there is no page for stemma $name"; exit 1; }
  command -v scdoc >/dev/null || continue
  [ -s "$page" ] || { echo "$page was not made"; exit 1; }
done <"$tmp/names"
