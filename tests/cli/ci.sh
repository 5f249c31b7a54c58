#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What examples/ci has for hosts, hooks and make, run in a repository of its own
# as far as it can be: every command but those that install stemma.
#   ci.sh BUILD
set -eu
build=$1
examples=$PWD/examples
export STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
PATH=$PWD/$build/host:$PATH
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export HOME="$tmp" GIT_CONFIG_NOSYSTEM=1
git config --global user.name Tester
git config --global user.email tester@example.org
git config --global init.defaultBranch main

fail() {
  echo "$1"
  exit 1
}
# expect STATUS COMMAND...: its output goes to $tmp/out.
expect() {
  wanted=$1
  shift
  status=0
  "$@" >"$tmp/out" 2>&1 || status=$?
  [ "$status" -eq "$wanted" ] || {
    cat "$tmp/out"
    fail "status $status, expected $wanted: $*"
  }
}

mkdir "$tmp/news"
cd "$tmp/news"
git init -q .
cp "$examples/ci/stemma.ini" "$examples/ci/Makefile" .
mkdir articles
cp "$examples"/articles/*.txt articles/
printf '.stemma-cache\n' >.gitignore

# What is found now is known; then nothing is new.
expect 2 make -s check
grep -q E506 "$tmp/out" || fail "a baseline that is not there was not told"
expect 0 make -s known
[ -s known.json ]
expect 0 make -s check
git add -A
git commit -q -m first

# A new conflict fails, and make changed looks at changed articles alone.
git checkout -q -b work
sed 's/three hours/nine hours/' articles/north-wire.txt >articles/late-edition.txt
git add -A
expect 2 make -s check
grep -q 'nine hours' "$tmp/out" || fail "the new conflict was not told"
git commit -q -m second
expect 0 make -s changed BASE=main

# The hook sees what is in the index, not what lies beside it.
cp "$examples/ci/pre-commit" .git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
git checkout -q -b hook main
printf 'The mayor opened a school.\n' >articles/x.txt
cp articles/north-wire.txt articles/y.txt
git add articles/x.txt
expect 0 git commit -q -m 'one article'
printf 'readme\n' >note.md
git add note.md
expect 0 git commit -q -m 'no article'
sed 's/three hours/nine hours/' articles/north-wire.txt >articles/x.txt
git add articles
expect 1 git commit -q -m 'a conflict'
grep -q 'nine hours' "$tmp/out" || fail "the hook does not tell the conflict"
git reset -q --hard main

# The hosts' files are YAML, and their own commands run.
for python in python3 /usr/bin/python3; do
  "$python" -c 'import yaml' 2>/dev/null && break
done
"$python" - "$examples/ci/github.yml" "$examples/ci/gitlab.yml" "$tmp" <<'END'
import sys
import yaml
github, gitlab, folder = sys.argv[1:]
steps = yaml.safe_load(open(github))["jobs"]["compare"]["steps"]
runs = [step["run"] for step in steps if "apt-get" not in step.get("run", "apt-get")]
assert len(runs) == 2, runs
open(f"{folder}/github.sh", "w").write("set -e\n" + "\n".join(runs))
job = yaml.safe_load(open(gitlab))["stemma"]
open(f"{folder}/gitlab.sh", "w").write("set -e\n" + "\n".join(job["script"]))
named = job["artifacts"]["reports"]
assert all(name in job["script"][0] for name in named.values()), named
END
export GITHUB_STEP_SUMMARY="$tmp/summary.md"
expect 0 sh "$tmp/github.sh"
for file in stemma.sarif stemma.html "$GITHUB_STEP_SUMMARY"; do
  [ -s "$file" ] || fail "$file was not written"
done
expect 0 sh "$tmp/gitlab.sh"
for file in gl-code-quality.json stemma.xml; do
  [ -s "$file" ] || fail "$file was not written"
done
git checkout -q work
expect 1 sh "$tmp/github.sh"
grep -q '^::' "$tmp/out" || fail "there are no annotations"
expect 1 sh "$tmp/gitlab.sh"
