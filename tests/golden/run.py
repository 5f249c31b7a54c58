#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Run golden files:  run.py STEMMA FILE.golden|FOLDER...

A golden file holds cases that a journalist could write:

    == title of the case
    % numbers.kinds=money          (an option for this case, as after -o)
    The text of the document.
    -- quantity
    "18 months" kind=duration value=18 modifier=more_than

A row is the slice of the text as a JSON string, then the fields that the case
cares about; `name=value` with JSON values (bare words are strings).  Without a
string only the fields are compared.  Every row of the layer must be listed, in
order.  A line of `...` at the end allows more.  Several documents of one case
each begin with `@@ id`, and a block `-- LAYER @ID` then means that document.
Lines that begin with `#` between cases are comments.

The stages that run are those that the plugin needs, by the folder's name.
"""
import glob
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

CHAIN = {
    "segment": "segment",
    "numbers": "segment,numbers",
    "quotes": "segment,quotes",
    "sentiment": "segment,quotes,sentiment",
    "quote-diff": "segment,quotes,quote-diff",
    "variance": "segment,quotes,quote-diff,variance",
    "lineage": "segment,quotes,quote-diff,lineage",
}


class Case:
    def __init__(self, title, line):
        self.title = title
        self.line = line
        self.options = []
        self.documents = []  # [id, [lines]]
        self.blocks = []  # [layer, document or None, [(line, row text)]]


def parse(path):
    cases = []
    with open(path, encoding="utf-8", newline="") as lines:
        for number, line in enumerate(lines.read().split("\n"), 1):
            if line.startswith("== "):
                cases.append(Case(line[3:].strip(), number))
            elif not cases:
                if line.strip() and not line.startswith("#"):
                    raise SystemExit(f"{path}:{number}: text before the first case")
            else:
                add_line(cases[-1], number, line)
    return cases


def add_line(case, number, line):
    if line.startswith("-- "):
        layer, _, document = line[3:].strip().partition(" @")
        case.blocks.append([layer, document or None, []])
    elif case.blocks:
        if line.strip() and not line.startswith("#"):
            case.blocks[-1][2].append((number, line.strip()))
    elif line.startswith("% ") and not case.documents:
        case.options.append(line[2:].strip())
    elif line.startswith("@@ "):
        case.documents.append([line[3:].strip(), []])
    else:
        if not case.documents:
            case.documents.append(["case", []])
        case.documents[-1][1].append(line)


def value(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


def expected(text):
    """(slice or None, {field: value}) of one row line."""
    piece, rest = None, text
    if text.startswith('"'):
        piece, end = json.JSONDecoder().raw_decode(text)
        rest = text[end:]
    fields = {}
    for match in re.finditer(r'([A-Za-z_]+)=("(?:[^"\\]|\\.)*"|\S+)', rest):
        fields[match.group(1)] = value(match.group(2))
    return piece, fields


def same(want, got):
    if isinstance(want, (int, float)) and isinstance(got, (int, float)) \
            and not isinstance(want, bool) and not isinstance(got, bool):
        return abs(want - got) <= 1e-6 * max(1.0, abs(want))
    return want == got or str(want) == str(got) and got is not None


def run(stemma, stages, case):
    layers = sorted({block[0] for block in case.blocks})
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "case.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for name, lines in case.documents:
                text = "\n".join(lines).rstrip("\n")
                out.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")
        command = [stemma, "run", "-o", f"pipeline.stages={stages}",
                   "-o", "pipeline.layers=" + ",".join(layers)]
        for option in case.options:
            command += ["-o", option]
        command += ["--report", "jsonl", path]
        done = subprocess.run(command, capture_output=True, encoding="utf-8")
    return command, done


def rows_of(output, layer, document, is_corpus):
    rows = []
    for line in filter(str.strip, output.split("\n")):
        record = json.loads(line)
        if record["type"] == "document" and not is_corpus and document in (None, record["id"]):
            rows += record["layers"].get(layer, [])
        elif record["type"] == "corpus" and record["layer"] == layer:
            rows += record["rows"]
    return rows


def show(row):
    shown = {k: v for k, v in row.items() if k not in ("text",)}
    return json.dumps(row.get("text"), ensure_ascii=False) + " " + json.dumps(shown, ensure_ascii=False)


def check_block(path, block, rows):
    layer, _, lines = block
    problems = []
    open_end = bool(lines) and lines[-1][1] == "..."
    wanted = lines[:-1] if open_end else lines
    for i, (number, text) in enumerate(wanted):
        piece, fields = expected(text)
        if i >= len(rows):
            problems.append(f"{path}:{number}: no such row in {layer}: {text}")
            continue
        row = rows[i]
        if piece is not None and piece != row.get("text"):
            problems.append(f"{path}:{number}: expected {text}\n    found {show(row)}")
            continue
        for name, want in fields.items():
            if not same(want, row.get(name, "no such field")):
                problems.append(f"{path}:{number}: {name} is {row.get(name)!r}, expected {want!r}\n    found {show(row)}")
    if not open_end:
        problems += [f"{path}: {layer} has one row more: {show(row)}" for row in rows[len(wanted):]]
    return problems


def run_file(stemma, path):
    plugin = os.path.basename(os.path.dirname(os.path.dirname(os.path.abspath(path))))
    stages = CHAIN[plugin]
    failed = 0
    cases = parse(path)
    for case in cases:
        command, done = run(stemma, stages, case)
        problems = []
        if done.returncode != 0:
            problems.append(f"{path}:{case.line}: status {done.returncode}: {shlex.join(command)}\n{done.stderr}")
        else:
            for block in case.blocks:
                rows = rows_of(done.stdout, block[0], block[1], False)
                problems += check_block(path, block, rows)
        print(("not ok" if problems else "ok") + f" {plugin}: {case.title}")
        for problem in problems:
            print("  " + problem)
        failed += bool(problems)
    return len(cases), failed


def main(stemma, paths):
    total = bad = 0
    files = []
    for path in paths:
        files += sorted(glob.glob(os.path.join(path, "*.golden"))) if os.path.isdir(path) else [path]
    for path in files:
        count, failed = run_file(stemma, path)
        total += count
        bad += failed
    print(f"{total - bad} passed, {bad} failed, 0 skipped")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
