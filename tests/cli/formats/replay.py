# SPDX-License-Identifier: Apache-2.0
"""Every format from any number of threads, and again from JSON Lines."""
import json
import os
import subprocess

from common import ARTICLES, LIMITS, Formats, place, stemma


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
        self.check(["jsonl", "csv", "sarif", "terminal", "html"], ARTICLES,
                   ["--plugin-path", place("plugins"), "-o",
                    "pipeline.stages=segment,hedges", "-o",
                    "hedges.plugin=org.example.hedges"])

    def test_absent_values_of_an_unknown_layer(self):
        """Each of two fields may be absent without the other."""
        field = {"type": "f64", "nullable": True}
        two = "org.example.two"
        report = [
            {"type": "run", "stemma": "0.1.0", "abi": "1.0", "format": 1,
             "pipeline": "p.ini", "offsets": "byte", "row_text": True,
             "document_text": False, "stages": [], "layers": [
                 {"name": two, "layer": two, "version": 1, "corpus": False,
                  "fields": [{"name": "a", **field}, {"name": "b", **field}]}]},
            {"type": "document", "id": "d", "path": "d.txt", "line": 1,
             "bytes": 2, "meta": {}, "layers": {two: [
                 {"begin": 0, "end": 1, "text": "x", "a": 1.5, "b": None},
                 {"begin": 1, "end": 2, "text": "y", "a": None, "b": 2.5}]}},
            {"type": "metrics", "values": {}},
            {"type": "end", "documents": 1, "failed": 0, "limits": [],
             "status": 0}]
        with open(place("two.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(line, separators=(",", ":")) + "\n"
                            for line in report)
        stemma("report", place("two.jsonl"), "--report",
               "csv:" + place("two"))
        with open(place("two/org.example.two.csv"), newline="",
                  encoding="utf-8") as file:
            rows = file.read().splitlines()
        self.assertEqual(rows, ["doc,row,begin,end,text,a,b",
                                "d,0,0,1,x,1.5,", "d,1,1,2,y,,2.5"])

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
        self.refused(good[1], ":1:1: error: expected the first line of a "
                     "stemma report [E604]")
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
