#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Old and new writers and readers of one layer understand each other.

usage: growth.py STEMMA FOLDER      prints TAP; FOLDER has the plugins

A new reader of an old writer's rows sees zeros in the member that it adds; an
old reader of a new writer's rows steps over it.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

PIPELINE = """[pipeline]
stages = writer, reader
[writer]
plugin = org.example.writer
[reader]
plugin = org.example.reader
"""


def run(stemma, folder, writer, reader):
    """The reader's row, or what went wrong."""
    with tempfile.TemporaryDirectory() as here:
        for name in (f"writer_{writer}", f"reader_{reader}"):
            shutil.copy(os.path.join(folder, name + ".so"), here)
        for name, text in (("p.ini", PIPELINE), ("t.txt", "One line.\n")):
            with open(os.path.join(here, name), "w") as file:
                file.write(text)
        done = subprocess.run([stemma, "run", "p.ini", "t.txt", "--check",
                               "--report", "jsonl", "--plugin-path", "."],
                              cwd=here, capture_output=True, text=True)
    for line in done.stdout.splitlines():
        found = json.loads(line)
        if found["type"] == "document" and "layers" in found:
            row = found["layers"]["org.example.sum"][0]
            return row["count"], row["sum"], row["added"]
    return done.stderr


def main():
    stemma, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    failed = 0
    pairs = [(w, r) for w in ("old", "new") for r in ("old", "new")]
    print(f"1..{len(pairs)}")
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        for number, pair in enumerate(pairs, 1):
            want = (3, 60, 600 if pair == ("new", "new") else 0)
            found = run(stemma, folder, *pair)
            good = found == want
            failed += not good
            print(f"{'ok' if good else 'not ok'} {number} {pair[0]} writer, "
                  f"{pair[1]} reader")
            if not good:
                print(f"# expected {want}\n# found {found}")
    return failed > 0


sys.exit(main())
