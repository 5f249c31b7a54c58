#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Odd witnesses through score, lineage and a pipeline:  witnesses.py STEMMA

Witnesses that are empty, alone, identical, 100 KB long or 500 must give the
right answer, each through all three.
"""
import json
import random
import subprocess
import sys

PIPELINE = ["run", "--no-progress", "-q", "--report", "jsonl", "-o", "works.plugin=quote-diff/works",
            "-o", "pipeline.stages=works,variance,lineage", "-"]
LINE = "The old mill by the river will close before winter comes to the valley."
OTHER = "The old mill beside the stream is to shut before frost comes to the plain."


def words(seed, count):
    """Text of made-up words, many of them frequent."""
    chance = random.Random(seed)
    return " ".join(f"w{int(3000 * chance.random() ** 2)}" for _ in range(count))


def changed(text, seed, share):
    chance = random.Random(seed)
    return " ".join(f"n{chance.randrange(3000)}" if chance.random() < share else word
                    for word in text.split())


LONG = words(1, 21000)
LONG_OTHER = changed(LONG, 2, 0.2)
MANY = [changed(words(3, 20), i, 0.1) for i in range(500)]


def run(stemma, arguments, lines):
    text = "".join(json.dumps(line) + "\n" for line in lines)
    done = subprocess.run([stemma, *arguments], input=text, capture_output=True, encoding="utf-8",
                          timeout=500)
    assert done.returncode == 0, f"{arguments[0]}: status {done.returncode}: {done.stderr[:500]}"
    assert not done.stderr, f"{arguments[0]} says {done.stderr[:500]}"
    return [json.loads(line) for line in done.stdout.splitlines()]


def score(stemma, a, b):
    return run(stemma, ["score"], [{"id": "s", "a": a, "b": b}, {"id": "m", "hyp": a, "refs": [b]}])


def tree(stemma, texts):
    names = {f"W{i}": text for i, text in enumerate(texts)}
    return run(stemma, ["lineage"], [{"id": "t", "witnesses": names}])[0]


def pipeline(stemma, texts):
    """The rows of each corpus layer, by name."""
    lines = [{"id": f"W{i}", "work": "X", "text": text} for i, text in enumerate(texts)]
    found = run(stemma, PIPELINE, lines)
    rows = {}
    for answer in found:
        if answer["type"] == "corpus":
            rows.setdefault(answer["layer"], []).extend(answer["rows"])
    return rows


def scope(rows, name):
    return [row for row in rows.get("variance", []) if row["scope"] == name]


def empty(stemma):
    same, metrics = score(stemma, "", "")
    assert same["score"] == 1 and metrics["ter"] == 0, (same, metrics)
    same, metrics = score(stemma, "", LINE)
    assert same["score"] == 0 and metrics["bleu"] == 0 and metrics["chrf"] == 0, (same, metrics)
    assert metrics["ter"] == 100, metrics
    found = tree(stemma, ["", LINE, "", " "])
    assert sorted(found["edges"]) == [["W0", "W1"], ["W0", "W2"], ["W0", "W3"]], found
    assert found["kinds"].count("verbatim") == 2 and min(found["lengths"]) == 0, found
    rows = pipeline(stemma, ["", LINE, LINE, " "])
    assert [row["witnesses"] for row in scope(rows, "all")] == [2], rows["variance"]
    assert len(rows["lineage"]) == 1, rows["lineage"]


def alone(stemma):
    found = tree(stemma, [LINE])
    assert found["edges"] == [] and found["root"] == "W0", found
    rows = pipeline(stemma, [LINE])
    assert not rows.get("variance") and not rows.get("lineage"), rows


def identical(stemma):
    same, metrics = score(stemma, LINE, LINE)
    assert abs(same["score"] - 1) < 1e-6 and metrics["ter"] == 0, (same, metrics)
    assert abs(metrics["bleu"] - 100) < 1e-6 and metrics["chrf"] == 100, metrics
    found = tree(stemma, [LINE] * 5)
    assert found["kinds"] == ["verbatim"] * 4 and found["lengths"] == [0] * 4, found
    rows = pipeline(stemma, [LINE] * 5)
    assert len(rows["variance"]) == 1 + 5 + 10, len(rows["variance"])
    assert all(row["score"] == 0 for row in rows["variance"])
    assert scope(rows, "all")[0]["eddy_euclid"] == 0 and scope(rows, "all")[0]["entropy"] == 0
    assert all(row["kind"] == "verbatim" for row in rows["lineage"])


def long(stemma):
    same, metrics = score(stemma, LONG, LONG_OTHER)
    assert 0.7 < same["score"] < 0.95 and 15 < metrics["ter"] < 25, (same, metrics)
    found = tree(stemma, [LONG, LONG_OTHER, LONG])
    assert sorted(found["edges"]) == [["W0", "W1"], ["W0", "W2"]], found
    assert found["kinds"][found["edges"].index(["W0", "W2"])] == "verbatim", found
    rows = pipeline(stemma, [LONG, LONG_OTHER, LONG])
    pairs = {(row["a"], row["b"]): row for row in scope(rows, "pair")}
    assert pairs["W0", "W2"]["score"] == 0 and 0.1 < pairs["W0", "W1"]["wording"] < 0.35, pairs


def many(stemma):
    found = tree(stemma, MANY)
    assert len(found["edges"]) >= 499 and len(found["kinds"]) == len(found["edges"])
    scores = run(stemma, ["score"], [{"id": "m", "hyp": MANY[0], "refs": MANY[1:]}])[0]
    assert scores["bleu"] > 60, scores
    rows = pipeline(stemma, MANY)
    whole = scope(rows, "all")[0]
    assert whole["witnesses"] == 500 and len(scope(rows, "witness")) == 500
    assert 0 < whole["score"] < 0.5 and 0 < whole["entropy_share"] < 0.5, whole
    assert len(rows["lineage"]) >= 499


def limits(stemma):
    """The metrics are what the rows say, and each can fail a run."""
    texts = [LINE, LINE, OTHER]
    rows = pipeline(stemma, texts)
    mean = {name: [row["score"] for row in scope(rows, name)] for name in ("all", "witness", "pair")}
    share = scope(rows, "all")[0]["entropy_share"]
    wanted = {"mean": mean["all"][0], "max": mean["all"][0], "min": mean["all"][0],
              "pairs": sum(mean["pair"]) / 3, "witness.mean": sum(mean["witness"]) / 3,
              "witness.max": max(mean["witness"]), "entropy.mean": share}
    lines = [{"id": f"W{i}", "work": "X", "text": text} for i, text in enumerate(texts)]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    for name, value in wanted.items():
        for bound, status in ((value - 1e-6, 1), (value + 1e-6, 0)):
            limit = f"variance.{name} > {bound:.9f}"
            done = subprocess.run([stemma, *PIPELINE[:-1], "--fail-if", limit, "-"], input=text,
                                  capture_output=True, encoding="utf-8")
            assert done.returncode == status, (limit, done.returncode, done.stderr)


def one_witness(stemma):
    """A limit on one document takes the rows that name it."""
    texts = [LINE, LINE, OTHER]
    rows = pipeline(stemma, texts)
    wanted = {f"witness.mean[{row['a']}]": row["score"] for row in scope(rows, "witness")}
    for name in ("W0", "W2"):
        own = [row["score"] for row in scope(rows, "pair") if name in (row["a"], row["b"])]
        assert len(own) == 2
        wanted[f"pairs[{name}]"] = sum(own) / 2
    assert len(wanted) == 5 and wanted["witness.mean[W0]"] < wanted["witness.mean[W2]"], wanted
    lines = [{"id": f"W{i}", "work": "X", "text": text} for i, text in enumerate(texts)]
    text = "".join(json.dumps(line) + "\n" for line in lines)

    def limited(limit):
        return subprocess.run([stemma, *PIPELINE[:-1], "--fail-if", limit, "-"], input=text, capture_output=True,
                              encoding="utf-8")

    for name, value in wanted.items():
        for bound, status in ((value - 1e-6, 1), (value + 1e-6, 0)):
            done = limited(f"variance.{name} > {bound:.9f}")
            assert done.returncode == status, (name, bound, done.returncode, done.stderr)
            told = [json.loads(line) for line in done.stdout.splitlines()]
            values = next(line["values"] for line in told if line["type"] == "metrics")
            assert abs(values[f"variance.{name}"] - value) < 1e-9, (name, values)
    for limit, words in (
            ("variance.witness.mean[W3] > 0", 'asks about the document "W3", which is not in this run'),
            ("works.utterance.count[W0] > 0", "is not about single documents"),
            ("variance.witness.mean[] > 0", "expected STAGE.METRIC or STAGE.METRIC[DOCUMENT]")):
        done = limited(limit)
        assert done.returncode == 2 and words in done.stderr, (limit, done.returncode, done.stderr)


def main(stemma):
    bad = 0
    cases = (empty, alone, identical, long, many, limits, one_witness)
    for case in cases:
        try:
            case(stemma)
            print("ok", case.__name__)
        except (AssertionError, KeyError) as problem:
            print("not ok", case.__name__, repr(problem)[:1500])
            bad += 1
    print(f"{len(cases) - bad} passed, {bad} failed, 0 skipped")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
