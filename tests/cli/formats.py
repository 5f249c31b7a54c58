#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every report format, read by a tool that is not ours.

usage: formats.py STEMMA SCRATCH     (in the project's root)
"""
import csv
import glob
import json
import os
import shutil
import subprocess
import sys
import unittest

STEMMA, SCRATCH = sys.argv[1], sys.argv[2]
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


if __name__ == "__main__":
    unittest.main(argv=["formats.py"])
