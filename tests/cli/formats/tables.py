# SPDX-License-Identifier: Apache-2.0
"""CSV and SQLite: what spreadsheets and databases read."""
import csv
import os
import sqlite3

from common import ARTICLES, Formats, lines, place, stemma


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
                          "four hours", "nearly three hours", "18", "18",
                          "Eighteen", "eighteen", "18", "17"])
        self.assertEqual(len(answers[3]), 4)
        self.assertEqual(len(answers[4]), 5)

    def test_same_bytes(self):
        for name, threads in (("one.db", "1"), ("two.db", "4")):
            stemma("run", "-q", "--threads", threads, "--report",
                   "sqlite:" + place(name), *ARTICLES)
        with open(place("one.db"), "rb") as one, \
                open(place("two.db"), "rb") as two:
            self.assertEqual(one.read(), two.read())
