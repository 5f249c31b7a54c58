# SPDX-License-Identifier: Apache-2.0
"""What the tests of all formats share: the program, articles, hostile ones."""
import glob
import json
import os
import shutil
import subprocess
import sys
import unittest

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
