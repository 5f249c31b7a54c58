#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills worker processes at random moments: no document is lost or doubled.

usage: kill.py STEMMA MOODY.so [KILLS [SEED]]

Documents are written into the program's standard input until so many workers
were killed with SIGKILL.  All of them must be told once, in order, without an
error, and the fold and the group must have counted each once.
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from moods import children

PIPELINE = """[pipeline]
stages = moody, total, pair
report = jsonl:out.jsonl
threads = 2
plugin-path = plugins
[moody]
plugin = org.example.moody
[total]
plugin = org.example.moody/total
[pair]
plugin = org.example.moody/pair
"""
LENGTHS = 50


class Feeder(threading.Thread):
    """Writes documents until it is told to stop."""

    def __init__(self, to):
        super().__init__()
        self.to, self.count, self.stopped = to, 0, False

    def run(self):
        try:
            while not self.stopped:
                text = "word " * (self.count % LENGTHS + 1)
                line = json.dumps({"id": f"d{self.count}", "text": text})
                self.to.write(line.encode() + b"\n")
                self.count += 1
            self.to.close()
        except BrokenPipeError:
            pass


def kill_workers(run, wanted, rng):
    """How many were killed; the run may end before."""
    killed = 0
    while killed < wanted and run.poll() is None:
        time.sleep(rng.uniform(0, 0.03))
        workers = [pid for keeper in children(run.pid)
                   for pid in children(keeper)]
        if not workers:
            continue
        try:
            os.kill(rng.choice(workers), signal.SIGKILL)
            killed += 1
        except ProcessLookupError:
            pass
    return killed


def judge(folder, count, status, said):
    lines = [json.loads(line)
             for line in open(f"{folder}/out.jsonl", encoding="utf-8")]
    documents = [line for line in lines if line["type"] == "document"]
    corpus = {line["layer"]: line["rows"] for line in lines
              if line["type"] == "corpus"}
    assert status == 0, f"exit status {status}: {said[:500]}"
    assert [line["id"] for line in documents] \
        == [f"d{i}" for i in range(count)], "documents were lost or doubled"
    for i, line in enumerate(documents):
        (row,) = line["layers"]["org.example.moody.count"]
        assert row["words"] == i % LENGTHS + 1, f"document {i}: {row}"
    (total,) = corpus["org.example.moody.total"]
    words = sum(i % LENGTHS + 1 for i in range(count))
    assert (total["doc"], total["words"]) == (count, words), f"total: {total}"
    members = sum(row["members"] for row in corpus["org.example.moody.pair"])
    assert members == count, f"pairs have {members} members of {count}"


def main():
    stemma, plugin = os.path.abspath(sys.argv[1]), sys.argv[2]
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 25
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/plugins")
        shutil.copy(plugin, f"{folder}/plugins")
        with open(f"{folder}/p.ini", "w") as file:
            file.write(PIPELINE)
        with open(f"{folder}/said", "wb+") as said:
            run = subprocess.Popen(
                [stemma, "run", "p.ini", "-", "--no-progress"], cwd=folder,
                stdin=subprocess.PIPE, stderr=said,
                env={**os.environ, "XDG_CACHE_HOME": folder})
            feeder = Feeder(run.stdin)
            feeder.start()
            killed = kill_workers(run, wanted, random.Random(seed))
            feeder.stopped = True
            feeder.join()
            status = run.wait()
            said.seek(0)
            judge(folder, feeder.count, status, said.read().decode())
    assert killed == wanted, f"only {killed} of {wanted} were killed"
    print(f"{killed} workers killed, {feeder.count} documents, each told once")


if __name__ == "__main__":
    main()
