#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Test the filters from JSON Lines to JSON Lines:  filters.py STEMMA

Each case: the command, its input, the members wanted of each answer, what
standard error must contain, and the exit status.
"""
import json
import shutil
import subprocess
import sys

CASES = [
    ("standard metrics", ["score"],
     ['{"id":"p","hyp":"the old mill stands","refs":["the mill still stands there"]}'],
     [{"id": "p", "bleu": 16.372270, "chrf": 44.339432, "ter": 60.0}], "", 0),
    ("several references", ["score"],
     ['{"id":"p","hyp":"ha ha ha","refs":["ha so","ha no"]}'],
     [{"id": "p", "bleu": 27.516060}], "", 0),
    ("a corpus of lines above", ["score"],
     ['{"id":"a","hyp":"a b c d e","refs":["a b c d e"]}',
      '{"id":"b","hyp":"v w x y z","refs":["a b c d e"]}',
      '{"id":"c","members":["a","b"]}'],
     [{"id": "a", "bleu": 100}, {"id": "b", "bleu": 0}, {"id": "c", "bleu": 50, "ter": 50}], "", 0),
    ("a metric with options", ["score"],
     ['{"id":"f","metric":"bleu","options":{"smooth":"floor","smooth_value":0.5,"effective_order":true},'
      '"hyps":["the old mill stands"],"refs":[["the mill still stands there"]]}'],
     [{"id": "f", "value": 27.534766,
       "signature": "nrefs:1|case:mixed|eff:yes|tok:13a|smooth:floor[0.50]|version:2.6.0"}], "", 0),
    ("the words of TER", ["score"],
     ['{"id":"t","metric":"ter-tokenizer","input":"Ada\'s (old) mill.","options":{"normalized":true}}'],
     [{"id": "t", "value": "ada 's ( old ) mill ."}], "", 0),
    ("signatures on request", ["score", "--signatures"],
     ['{"id":"p","hyp":"a","refs":["a"]}'],
     [{"id": "p", "signatures": {
         "bleu": "nrefs:1|case:mixed|eff:yes|tok:13a|smooth:exp|version:2.6.0",
         "chrf": "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0",
         "chrfpp": "nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0",
         "ter": "nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:2.6.0"}}], "", 0),
    ("the same meaning", ["score"],
     ['{"id":"s","a":"They sold the boat.","b":"They sold the boat."}'],
     [{"id": "s", "score": 1}], "", 0),
    ("bad lines are told, the others answered", ["score"],
     ["[1]", '{"id":', '{"id":"x","hyp":"a","refs":[]}', '{"id":"x"}', '{"id":"y","a":"","b":""}'],
     [{"id": "y", "score": 1}], 'stdin:1:1: error: expected a JSON object [E604]', 2),
    ("an unknown choice", ["score"],
     ['{"id":"x","metric":"bleu","options":{"tokenize":"zh"},"hyps":["a"],"refs":[["a"]]}'],
     [], '"tokenize" cannot be "zh": allowed: 13a, char, intl, none', 2),
    ("deep nesting", ["score"], ["[" * 100000, '{"id":"y","a":"","b":""}'],
     [{"id": "y"}], "E604", 2),
    ("a chain of copies", ["lineage"],
     ['{"id":"t","witnesses":{"A":"one two three four five six","B":"one two three four five seven",'
      '"C":"eight two three four five seven"}}'],
     [{"id": "t", "edges": [["B", "A"], ["B", "C"]], "root": "B"}], "", 0),
    ("how the ends of an edge are related", ["lineage"],
     ['{"id":"t","witnesses":{"A":"one two three four five six seven eight nine ten",'
      '"B":"one two three four five six seven eight nine ten",'
      '"C":"one two three four five six seven ate nine ten"}}'],
     [{"id": "t", "edges": [["A", "B"], ["A", "C"]], "kinds": ["verbatim", "edited"]}], "", 0),
    ("an unknown format", ["lineage", "--format", "svg"], [],
     [], '"--format" must be jsonl, newick or dot, found "svg"', 2),
    ("no witness, one witness, empty ones", ["lineage"],
     ['{"id":"0","witnesses":{}}', '{"id":"1","witnesses":{"A":"one"}}',
      '{"id":"2","witnesses":{"A":"","B":""}}'],
     [{"id": "0", "edges": [], "root": None}, {"id": "1", "edges": [], "root": "A"},
      {"id": "2"}], "", 0),
    ("a witness that is no text", ["lineage"], ['{"id":"0","witnesses":{"A":3}}'],
     [], '"A" must be a string', 2),
    ("a bad number of resamples", ["lineage", "--resamples", "many"], [],
     [], '"--resamples" must be from 0 to 10000, found "many"', 2),
]


NAMES = ['Bell "A"', "O'Neil\\N", "tab\tnew\nline", "d\u00e9j\u00e0 <b>"]
FOREIGN = [
    ("newick", [], "('O''Neil\\N':0.0000,'tab new line':0.1000,'d\u00e9j\u00e0 <b>':0.2000)'Bell \"A\"';\n"),
    ("dot", [], """digraph "an \\"id\\"" {
  node [shape=box];
  n0 [label="Bell \\"A\\""];
  n1 [label="O'Neil\\\\N"];
  n2 [label="tab new line"];
  n3 [label="d\u00e9j\u00e0 <b>"];
  n0 -> n1 [penwidth=2, label="0.00"];
  n0 -> n2 [style=solid, label="0.10"];
  n0 -> n3 [style=dashed, label="0.20"];
}
"""),
]


def foreign(stemma):
    """Trees in the languages of other programs, and dot itself where it is."""
    words = "one two three four five six seven eight nine ten".split()
    texts = [" ".join(words), " ".join(words), " ".join(words).replace("five", "fife"),
             " ".join(words).replace("three", "drei").replace("eight", "acht")]
    line = json.dumps({"id": 'an "id"', "witnesses": dict(zip(NAMES, texts))}) + "\n"
    for name, options, want in FOREIGN:
        done = subprocess.run([stemma, "lineage", "--format", name, *options], input=line * 2,
                              capture_output=True, encoding="utf-8")
        if done.stdout != 2 * want:
            yield f"--format {name} printed {done.stdout!r}, expected twice {want!r}"
    if not shutil.which("dot"):
        print("# graphviz is not installed: its reading of --format dot is not tested")
        return
    drawn = subprocess.run(["dot", "-Tsvg"], input=done.stdout, capture_output=True, encoding="utf-8")
    if drawn.returncode or drawn.stderr or drawn.stdout.count("<svg") != 2:
        yield f"dot -Tsvg: {drawn.returncode} {drawn.stderr!r}"
    for text in ("Bell &quot;A&quot;", "O&#39;Neil\\N", "d\u00e9j\u00e0 &lt;b&gt;"):
        if text not in drawn.stdout:
            yield f"dot -Tsvg drew no {text!r}"


def close(want, got):
    if isinstance(want, (int, float)) and isinstance(got, (int, float)):
        return abs(want - got) < 1e-5
    return want == got


def check(stemma, arguments, lines, answers, message, status):
    done = subprocess.run([stemma, *arguments], input="\n".join(lines) + "\n",
                          capture_output=True, encoding="utf-8")
    got = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode != status:
        yield f"status {done.returncode}, expected {status}: {done.stderr}"
    if message not in done.stderr or (not message and done.stderr):
        yield f"expected {message!r} on standard error, found {done.stderr!r}"
    if len(got) != len(answers):
        yield f"{len(got)} answers, expected {len(answers)}: {done.stdout}"
    for want, answer in zip(answers, got):
        for name, value in want.items():
            if not close(value, answer.get(name, "no such member")):
                yield f"{name} is {answer.get(name)!r}, expected {value!r}"


def main(stemma):
    bad = 0
    cases = [(title, check(stemma, *case)) for title, *case in CASES]
    cases.append(("trees for other programs", foreign(stemma)))
    for title, found in cases:
        problems = list(found)
        print(("not ok " if problems else "ok ") + title)
        for problem in problems:
            print("  " + problem)
        bad += bool(problems)
    print(f"{len(cases) - bad} passed, {bad} failed, 0 skipped")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
