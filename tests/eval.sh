#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every scorer of ../shared/eval and prints the table:  eval.sh BUILD
# The figures are for learning what is wrong; no bar is enforced here but that
# each scorer runs.
set -u
cd "$(dirname "$0")/.."
build=${1:-build-gcc}
eval=${STEMMA_EVAL:-../shared/eval}
seeds=$eval/../seeds
export STEMMA_PLUGIN_PATH="$PWD/$build/plugins"
stemma="$PWD/$build/host/stemma"
[ -x "$stemma" ] || {
  echo "eval.sh: $build/host/stemma is missing; name a folder that is built"
  exit 2
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

# run STAGES INPUT...: the report, and the document lines of it
run() {
  stages=$1
  shift
  "$stemma" run -o pipeline.stages="$stages" --no-progress \
    --report "jsonl:$tmp/r.jsonl" "$@" 2>"$tmp/err"
  status=$?
  [ $status -lt 2 ] || { cat "$tmp/err"; bad=1; }
  python3 "$eval/from_run.py" documents "$tmp/r.jsonl" >"$tmp/p.jsonl" || bad=1
}

numbers() {
  for gold in "$eval"/numbers/*.gold.jsonl; do
    run segment,numbers "$gold"
    echo "== numbers/$(basename "$gold" .gold.jsonl)"
    python3 "$eval/numbers/score.py" "$gold" "$tmp/p.jsonl" | tail -n 2
  done
}

quotes() {
  for name in polnear.dev seeds; do
    gold=$eval/quotes/$name.gold.jsonl
    run segment,quotes "$gold"
    echo "== quotes/$name"
    python3 "$eval/quotes/score.py" "$gold" "$tmp/p.jsonl" \
      | grep -E 'overlap_f1|attributed_f1|speaker_head|head'
  done
}

groups() {
  run segment,quotes,quote-diff "$seeds"/*.txt
  python3 "$eval/from_run.py" groups "$tmp/r.jsonl" >"$tmp/g.json"
  echo "== grouping/seeds"
  python3 "$eval/quotes/score_groups.py" "$eval/quotes/seeds.groups.json" \
    "$tmp/g.json" || bad=1
  run segment,quotes,quote-diff "$eval/quotes/renderings.dev.jsonl"
  python3 "$eval/from_run.py" groups "$tmp/r.jsonl" >"$tmp/g.json"
  echo "== grouping/renderings.dev"
  python3 "$eval/quotes/score_groups.py" \
    "$eval/quotes/renderings.dev.groups.json" "$tmp/g.json" || bad=1
}

sentiment() {
  for gold in "$eval"/sentiment/*.gold.jsonl; do
    python3 - "$gold" >"$tmp/in.jsonl" <<'PYTHON'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    d = json.loads(line)
    d["targets"] = [{"begin": r["begin"], "end": r["end"]}
                    for r in d["layers"]["sentiment"] if r["scope"] == "target"]
    print(json.dumps(d, ensure_ascii=False))
PYTHON
    run segment,quotes,sentiment "$tmp/in.jsonl"
    echo "== sentiment/$(basename "$gold" .gold.jsonl)"
    python3 "$eval/sentiment/score.py" "$gold" "$tmp/p.jsonl" | grep -v '^mean'
  done
}

collation() {
  for name in collation.dev collation.wishes; do
    python3 - "$eval/quotes/$name.json" >"$tmp/in.jsonl" <<'PYTHON'
import json, sys
data = json.load(open(sys.argv[1], encoding="utf-8"))
for v in data.get("vectors", data) if isinstance(data, dict) else data:
    print(json.dumps({"id": v["id"], "witnesses": v["witnesses"]}, ensure_ascii=False))
PYTHON
    "$stemma" collate <"$tmp/in.jsonl" >"$tmp/out.jsonl" || bad=1
    python3 -c 'import json,sys; json.dump([json.loads(l) for l in open(sys.argv[1])], sys.stdout)' \
      "$tmp/out.jsonl" >"$tmp/p.json"
    echo "== $name"
    python3 "$eval/quotes/score_collation.py" "$eval/quotes/$name.json" \
      "$tmp/p.json" | tail -n 6 || bad=1
  done
}

variance() {
  for name in mt_metrics.dev mt_metrics.upstream; do
    gold=$eval/variance/$name.jsonl
    python3 "$eval/variance/to_input.py" "$gold" | "$stemma" score \
      >"$tmp/p.jsonl" || bad=1
    echo "== $name"
    python3 "$eval/variance/score_mt.py" "$gold" "$tmp/p.jsonl" | tail -n 8 || bad=1
  done
  for name in sts.dev para.dev; do
    gold=$eval/variance/$name.jsonl
    python3 "$eval/variance/to_input.py" "$gold" | "$stemma" score \
      >"$tmp/p.jsonl" || bad=1
    echo "== $name"
    python3 "$eval/variance/score.py" "$gold" "$tmp/p.jsonl" | tail -n 14 || bad=1
  done
  gold=$eval/variance/lineage.dev.jsonl
  python3 "$eval/variance/to_input.py" "$gold" | "$stemma" lineage \
    >"$tmp/p.jsonl" || bad=1
  echo "== lineage.dev"
  python3 "$eval/variance/score_lineage.py" "$gold" "$tmp/p.jsonl" | tail -n 8 || bad=1
}

numbers
quotes
groups
sentiment
"$stemma" collate --help >/dev/null 2>&1 && collation
"$stemma" score --help >/dev/null 2>&1 && variance
exit $bad
