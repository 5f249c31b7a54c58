#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the report in the terminal says where it has little to say:
# terminal.sh BUILD
set -u
export STEMMA_PLUGIN_PATH="$PWD/$1/plugins"
stemma="$PWD/$1/host/stemma"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

# shows TEXT
shows() {
  grep -qF -- "$1" "$tmp/out" || { echo "no \"$1\" in:"; cat "$tmp/out"; bad=1; }
}

cat >"$tmp/a.txt" <<'END'
Baker Noran Hadi ran from the quake in Temoran. "I ran into the street with the dough still on my hands," said Noran Hadi.

It went over in less than four minutes.
END
cat >"$tmp/b.txt" <<'END'
Baker Noran Hadi fled when the quake shook Temoran. "I ran into the street with dough on my hands," said Noran Hadi.

It was done in under four minutes.
END
"$stemma" run -q --no-progress "$tmp/a.txt" "$tmp/b.txt" >"$tmp/out" || bad=1

# Two articles that part by small words alone: these are told, since a heading
# with nothing below it tells less.
shows "B leaves out: still"

# An amount that no word names is of its sort; "over" belongs to the verb.
shows "= duration        A less than four minutes"

# A small word more is not the same words.
cat >"$tmp/a.txt" <<'END'
"We need tents, water and doctors, in that order, before the first snow," Governor Sita Ramlin said.
END
cat >"$tmp/b.txt" <<'END'
"What we need is tents, water and doctors, in that order, before the first snow," said Governor Sita Ramlin.
END
"$stemma" run -q --no-progress "$tmp/a.txt" "$tmp/b.txt" >"$tmp/out" || bad=1
shows "U1   We need tents"
exit $bad
