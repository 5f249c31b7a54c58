#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A stage that is a program: what it gets, what it may answer, and what it
costs when it crashes, hangs or answers nonsense.

usage: exec.py STEMMA     prints TAP
"""
import json
import os
import subprocess
import sys
import tempfile

LAYER = "org.example.word"
SCHEMA = {"reads": ["token"], "writes": [
    {"layer": LAYER, "fields": [
        {"name": "loud", "type": "yes-no"},
        {"name": "score", "type": "number", "nullable": True},
        {"name": "spare", "type": "number", "nullable": True},
        {"name": "rank", "type": "integer"},
        {"name": "note", "type": "text"},
        {"name": "part_span", "type": "span"},
        {"name": "kind", "type": "choice", "choices": ["short", "long"]}]}]}
PIPELINE = """[pipeline]
stages = segment, words
input = in.jsonl
[words]
plugin = exec
command = {python} words.py {unit}
schema = words.json
timeout = {timeout}
"""
# Answers a row for each token; does what a text orders before that.
PROGRAM = """
import json, os, sys, time
unit = sys.argv[1]
code, width = {"codepoint": ("utf-32-le", 4), "byte": ("utf-8", 1),
               "utf16": ("utf-16-le", 2)}[unit]
for line in sys.stdin:
    doc = json.loads(line)
    text = doc["text"]
    assert doc["id"] and doc["meta"]["source"] == "here", doc
    if "spawn" in text: os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "300")
    if "crash" in text: os._exit(7)
    if "abort" in text: os.abort()
    if "hang" in text: time.sleep(60)
    if "deaf" in text: os.close(0); time.sleep(60)
    rows = []
    for token in doc["layers"]["token"]:
        word = text.encode(code)[width * token["begin"]:
                                 width * token["end"]].decode(code)
        assert word == token["text"], (word, token)
        rows.append({"begin": token["begin"], "end": token["end"],
                     "score": len(word) / 4 if len(word) > 3 else None,
                     "spare": None if len(word) > 3 else 0.5,
                     "rank": len(rows), "loud": word.isupper(),
                     "kind": "long" if len(word) > 3 else "short",
                     "note": word[::-1], "part_begin": token["begin"],
                     "part_end": token["begin"]})
    rows.reverse()
    answer = json.dumps({"layers": {"%s": rows}}, ensure_ascii=False)
    for order, instead in (
            ("nonsense", "{"), ("list", "[]"), ("refusal", '{"error":"not today"}'),
            ("field", '{"layers":{"%s":[{"wrong":1}]}}'),
            ("place", '{"layers":{"%s":[{"begin":999,"end":1}]}}'),
            ("choice", '{"layers":{"%s":[{"kind":"wide"}]}}'),
            ("layer", '{"layers":{"x":[]}}'),
            ("reversed", '{"layers":{"%s":[{"begin":5,"end":1}]}}')):
        if order in text: answer = instead
    print(answer, flush=True)
""".replace("%s", LAYER)

# Answers each text with itself; <ff> is a byte that is no UTF-8.
ECHO = """
import json, sys
for line in sys.stdin:
    answer = json.loads(line)["text"].replace("<ff>", "\\udcff") + "\\n"
    sys.stdout.buffer.write(answer.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
"""
ROW = '{"layers":{"%s":[%%s]}}' % LAYER
ANSWERS = [
    (ROW % '{"rank":1.5}', '"rank" needs a whole number, found 1.5'),
    (ROW % '{"rank":99999999999999999999}', "a whole number, found 9999"),
    (ROW % '{"rank":null}', '"rank" needs a whole number'),
    (ROW % '{"begin":"x"}', '"begin" needs a whole number'),
    (ROW % '{"begin":-1}', '"begin" is -1, which is no place in the text'),
    (ROW % '{"score":1e999}', '"score" is too large: 1e999'),
    (ROW % '{"score":"x"}', '"score" needs a number'),
    (ROW % '{"loud":1}', '"loud" needs true or false'),
    (ROW % '{"note":1}', '"note" needs a text'),
    (ROW % '{"kind":1}', '"kind" needs a text'),
    (ROW % '{"part_middle":1}', 'has no field "part_middle"'),
    (ROW % '{"part_begin":9999}', '"part_begin" is 9999, which is no place'),
    (ROW % '1', f'a row of "{LAYER}" must be an object'),
    ('{"layers":{"%s":{}}}' % LAYER, "must be a list of rows"),
    ('{"layers":[]}', '"layers" must be an object'),
    ('{"error":1}', '"error" needs a text'),
    ('{"error":""}', "it gave no reason"),
    ('{} more', "the answer is no JSON"),
    ('<ff>', "the answer is not valid UTF-8"),
]

# What exec.md shows, but that it waits for its batch.
BATCHES = """
import json, os
rest, lines = b"", []
while part := os.read(0, 1 << 20):
    *whole, rest = (rest + part).split(b"\\n")
    lines += whole
    if len(lines) < 8: continue
    for line in lines:
        text = json.loads(line)["text"]
        print(json.dumps({"layers": {"%s": [
            {"begin": 0, "end": 1, "note": text}]}}), flush=True)
    lines = []
""".replace("%s", LAYER)

COSTS = [
    ("crash", "E405", "failed: the program ended (exit status 7)"),
    ("abort", "E405", "failed: the program ended (SIGABRT)"),
    ("hang", "E406", "ran longer than timeout = 3s"),
    ("deaf", "E406", "ran longer than timeout = 3s"),
    ("nonsense", "E405", "failed: the answer is no JSON: at byte 1: "),
    ("list", "E405", "failed: the answer must be an object"),
    ("refusal", "E405", "failed: not today"),
    ("field", "E405", f'failed: layer "{LAYER}" has no field "wrong"'),
    ("place", "E405", 'failed: "begin" is 999, which is no place in the text'),
    ("choice", "E405", 'failed: "kind" cannot be "wide"'),
    ("layer", "E405", 'failed: the schema has no layer "x" to write'),
    ("reversed", "E409", "end 1 lies before begin 5"),
]
SCHEMAS = [
    ("{", "schema "),
    ("[]", 'it must be an object with "reads" and "writes"'),
    ('{"reads":["token"]}', "it writes no layer"),
    ('{"reads":["tokem"],"writes":[]}',
     'no built-in layer is named "tokem"'),
    ('{"writes":[{"layer":"org.example.x","fields":'
     '[{"name":"a","type":"float"}]}]}',
     'field "a" has the type "float", and can be one of integer, number'),
    ('{"writes":[{"layer":"Capital","fields":[]}]}', "Capital"),
    ('{"writes":[{"layer":"org.example.x","fields":'
     '[{"name":"a","type":"choice"}]}]}', "it has no choices"),
    ('{"writes":[{"layer":"org.example.x","fields":'
     '[{"name":"a","type":"choice","choices":[1]}]}]}',
     "a choice must be a text"),
    ('{"writes":[{"layer":"org.example.x","fields":[1]}]}',
     'a field of "org.example.x" must be an object'),
    ('{"writes":[{"layer":1}]}', '"layer" must be a text'),
    ('{"writes":[1]}', "a layer must be a name or an object"),
    ('{"reads":{},"writes":[]}', '"reads" must be a list'),
]


class Bench:
    def __init__(self, stemma, folder):
        self.stemma, self.folder = os.path.abspath(stemma), folder
        self.write("words.py", PROGRAM)
        self.write("words.json", json.dumps(SCHEMA))
        # What programs begin can be found by it.
        os.environ["EXEC_MARK"] = folder

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w") as file:
            file.write(text)

    def left(self):
        """Programs of this test that live on."""
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/environ", "rb") as file:
                    if self.folder.encode() in file.read() \
                            and int(pid) != os.getpid():
                        found.append(pid)
            except OSError:
                pass
        return found

    def run(self, documents, *more, command="run", timeout="20s",
            unit="codepoint"):
        self.write("p.ini", PIPELINE.format(python=sys.executable, unit=unit,
                                            timeout=timeout))
        self.write("in.jsonl", "".join(
            json.dumps({"id": i, "text": t, "source": "here"}) + "\n"
            for i, t in documents))
        done = subprocess.run(
            [self.stemma, command, os.path.join(self.folder, "p.ini"),
             *([os.path.join(self.folder, "in.jsonl"), "--report", "jsonl",
                "--no-progress"] if command == "run" else []), *more],
            capture_output=True, text=True, timeout=100)
        lines = [json.loads(line) for line in done.stdout.splitlines()] \
            if command == "run" else done.stdout
        return done.returncode, lines, done.stderr


def documents_of(lines):
    return {line["id"]: line for line in lines if line["type"] == "document"}


def check_rows(bench):
    """Places count code points there and bytes here; rows come sorted."""
    status, lines, said = bench.run([("a", "Dix \u00e9toiles \U0001f600 HIER")])
    assert status == 0, said
    rows = documents_of(lines)["a"]["layers"][LAYER]
    assert [(row["begin"], row["end"]) for row in rows] \
        == [(0, 3), (4, 12), (13, 17), (18, 22)], rows
    assert [row["text"] for row in rows] \
        == ["Dix", "\u00e9toiles", "\U0001f600", "HIER"], rows
    assert rows[0]["score"] is None and rows[1]["score"] == 1.75, rows
    # Each may be absent without the other.
    assert rows[0]["spare"] == 0.5 and rows[1]["spare"] is None, rows
    assert [row["loud"] for row in rows] == [False, False, False, True], rows
    assert rows[3]["note"] == "REIH" and rows[3]["kind"] == "long", rows
    assert rows[1]["part_begin"] == 4 == rows[1]["part_end"], rows


def check_offsets(bench):
    """The same rows whatever the program counts, in a text whose pairs of
    UTF-16 lie everywhere."""
    text = [("a", "\u00e9t\u00e9 \U0001f600 words " * 40)]
    status, wanted, said = bench.run(text)
    assert status == 0, said
    for unit in ("byte", "utf16"):
        _, lines, said = bench.run(text, "-o", f"words.offsets={unit}",
                                   unit=unit)
        assert documents_of(lines) == documents_of(wanted), (unit, said)


def check_answers(bench):
    """Each kind of bad answer is told, and what may be left out or in any
    order is taken."""
    bench.write("words.py", ECHO)
    good = '{"more":[{"a":1}],' + (ROW % '{"begin":2,"end":3,"text":"x"},'
                                  '{"begin":0,"end":1},{"begin":0,"end":4}')[1:]
    crowd = [(f"d{i}", text) for i, (text, _) in enumerate(ANSWERS)]
    status, lines, said = bench.run([*crowd, ("good", good)])
    bench.write("words.py", PROGRAM)
    told = documents_of(lines)
    rows = told.pop("good")["layers"][LAYER]
    assert [(row["begin"], row["end"]) for row in rows] \
        == [(0, 4), (0, 1), (2, 3)], rows
    assert all(row["score"] is None and row["rank"] == 0 for row in rows), rows
    for i, (text, words) in enumerate(ANSWERS):
        error = told[f"d{i}"].get("error", {})
        assert error.get("code") == "E405" and words in error["message"], \
            f"{text}: {error}"
        # The first reason alone is told.
        assert words.count("no field") == error["message"].count("no field")


def check_places(bench):
    """In units of UTF-16 half a character is no place; in bytes neither."""
    bench.write("words.py", ECHO)
    answer = '{"\U0001f600":0,"layers":{"%s":[{"begin":%d,"end":%d}]}}'
    for unit, begin, end, wanted in (("utf16", 2, 4, (2, 6)),
                                     ("byte", 2, 6, (2, 6)),
                                     ("utf16", 3, 4, None),
                                     ("byte", 3, 6, None),
                                     ("byte", 0, 9999, "no place")):
        _, lines, _ = bench.run([("a", answer % (LAYER, begin, end))], "-o",
                                f"words.offsets={unit}")
        told = documents_of(lines)["a"]
        if "error" in told:
            assert wanted is None or wanted in told["error"]["message"], told
        else:
            (row,) = told["layers"][LAYER]
            assert (row["begin"], row["end"]) == wanted, (unit, told)
    bench.write("words.py", PROGRAM)


def check_unsorted(bench):
    """A layer that is not sorted keeps the program's order."""
    bench.write("words.py", ECHO)
    schema = {"reads": [{"layer": "org.example.none", "fields": [],
                         "optional": True}],
              "writes": [{**SCHEMA["writes"][0], "sorted": False}]}
    bench.write("words.json", json.dumps(schema))
    status, lines, said = bench.run(
        [("a", ROW % '{"begin":2,"end":3},{"begin":0,"end":1}')])
    bench.write("words.py", PROGRAM)
    bench.write("words.json", json.dumps(SCHEMA))
    assert status == 0, said
    rows = documents_of(lines)["a"]["layers"][LAYER]
    assert [row["begin"] for row in rows] == [2, 0], rows


def check_deaf(bench):
    """A document that a program never reads costs no more than its time."""
    bench.write("words.py", "import time; time.sleep(60)")
    _, lines, _ = bench.run([("a", "word " * 400000)], timeout="3s")
    bench.write("words.py", PROGRAM)
    error = documents_of(lines)["a"]["error"]
    assert error["code"] == "E406", error
    assert not bench.left(), bench.left()


def check_ends(bench):
    """What a program began ends with it."""
    for text in ("spawn", "spawn and crash", "spawn and hang"):
        bench.run([("a", text)], timeout="3s")
        assert not bench.left(), f"{text}: {bench.left()}"


def check_cost(bench, order, code, words, threads):
    good = [(f"g{i}", f"good number {i}") for i in range(6)]
    crowd = good[:3] + [("bad", f"please {order} now")] + good[3:]
    # Long enough for a Python to start on a machine that is busy.
    hangs = code == "E406"
    status, lines, said = bench.run(crowd, *threads,
                                    timeout="3s" if hangs else "20s")
    assert status == 2, said
    told = documents_of(lines)
    error = told.pop("bad")["error"]
    assert error["code"] == code and words in error["message"], error
    assert not any("error" in line for line in told.values()), said
    assert all(len(line["layers"][LAYER]) == 3 for line in told.values())


def check_shared(bench):
    """Fewer programs than threads: nothing is lost or mixed up."""
    crowd = [(f"d{i}", "word " * (i % 7 + 1)) for i in range(300)]
    _, wanted, _ = bench.run(crowd, "--threads", "1")
    for programs in ("1", "2"):
        status, lines, said = bench.run(crowd, "--threads", "4", "-o",
                                        f"words.programs={programs}")
        assert status == 0, said
        assert documents_of(lines) == documents_of(wanted)


def check_batch(bench, *more):
    """A program that answers no document before it has eight of them."""
    bench.write("words.py", BATCHES)
    crowd = [(f"d{i}", f"number {i}") for i in range(48)]
    status, lines, said = bench.run(crowd, "-o", "words.batch=8", *more)
    bench.write("words.py", PROGRAM)
    assert status == 0, said
    notes = [line["layers"][LAYER][0]["note"] for line in lines
             if line["type"] == "document"]
    assert notes == [text for _, text in crowd], notes


def check_gives_up(bench):
    """Three crashes in a row: the program is not run again."""
    crowd = [(f"d{i}", "crash") for i in range(5)] + [("last", "good")]
    status, lines, _ = bench.run(crowd, "--threads", "1")
    told = documents_of(lines)
    assert status == 2 and "exit status 7" in told["d2"]["error"]["message"]
    assert "three times in a row" in told["last"]["error"]["message"]
    crowd = [(f"d{i}", "good" if i % 3 == 2 else "crash") for i in range(9)]
    _, lines, _ = bench.run(crowd, "--threads", "1")
    good = [line["id"] for line in lines if line["type"] == "document"
            and "error" not in line]
    assert good == ["d2", "d5", "d8"], good


def check_schemas(bench):
    try:
        for schema, words in SCHEMAS:
            bench.write("words.json", schema)
            status, _, said = bench.run([("a", "word")], command="check")
            assert status == 2 and "[E412]" in said and words in said, \
                f"{schema}: {said}"
    finally:
        bench.write("words.json", json.dumps(SCHEMA))


def check_no_start(bench):
    """`check` runs nothing; `run` tells why nothing runs."""
    status, _, said = bench.run([("a", "word")], "-o", "words.command=/no/such/program",
                                command="check")
    assert status == 0, said
    _, lines, _ = bench.run([("a", "word")], "-o",
                            "words.command=/no/such/program")
    message = documents_of(lines)["a"]["error"]["message"]
    assert "/no/such/program" in message, message
    status, _, said = bench.run([("a", "word")], "-o",
                                "words.command=sh -c 'open")
    assert status == 2 and "[E404]" in said, said


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(sys.argv[1], folder)
        cases = [("rows", check_rows), ("offsets", check_offsets),
                 ("answers", check_answers), ("places", check_places),
                 ("unsorted", check_unsorted), ("deaf to all", check_deaf),
                 ("ends", check_ends),
                 ("shared", check_shared), ("gives up", check_gives_up),
                 ("schemas", check_schemas), ("no start", check_no_start),
                 ("batch", check_batch, "--threads", "1"),
                 ("batch of two", check_batch, "--threads", "2")]
        for order, code, words in COSTS:
            cases.append((order, check_cost, order, code, words,
                          ("--threads", "1")))
        for order in (0, 2):
            cases.append((f"shared {COSTS[order][0]}", check_cost,
                          *COSTS[order],
                          ("--threads", "4", "-o", "words.programs=1")))
        print(f"1..{len(cases)}")
        for number, (name, check, *arguments) in enumerate(cases, 1):
            try:
                check(bench, *arguments)
                print(f"ok {number} {name}")
            except AssertionError as wrong:
                failed += 1
                print(f"not ok {number} {name}")
                print("# " + str(wrong)[:2000].replace("\n", "\n# "))
    return failed > 0


sys.exit(main())
