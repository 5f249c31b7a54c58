#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a process of its own costs a stage.

usage: isolation.py BUILD [ROUNDS]

Runs segment (installed) and hedges (from elsewhere, reads tokens) over the same
documents, isolated and with --in-process, on one thread, in turns; prints user
and system CPU and wall time for each document, and the difference: the median
of those of two runs that follow each other, as a machine's speed may swing by
more than what is measured.  Then 10,000 documents, short ones and ones of
5,000 bytes, of which 140 crash, and of which 100 crash, 20 hang and 20 take all
memory: what came of them, and what it cost against a run where none does, apart
from the waits.  Prints; judges nothing.
"""
import functools
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HEDGES = """[pipeline]
stages = segment, hedges
plugin-path = plugins
[hedges]
plugin = org.example.hedges
"""
MOODY = """[pipeline]
stages = segment, moody
plugin-path = plugins
[moody]
plugin = org.example.moody
timeout = 250ms
max-memory = 8M
"""
TIMEOUT, GRACE = .25, .1  # of MOODY, of the host (sdk/docs/abi.md)
DOCUMENTS, BAD = 10_000, 140


def install(build, folder):
    subprocess.run(["meson", "install", "-C", build, "--no-rebuild", "--quiet",
                    "--destdir", f"{folder}/root"], check=True)
    found = subprocess.run(["find", f"{folder}/root", "-path", "*/bin/stemma"],
                           capture_output=True, text=True, check=True)
    os.mkdir(f"{folder}/plugins")
    shutil.copy(f"{build}/tests/worker/moody.so", f"{folder}/plugins")
    source = "examples/plugins/hedges/hedges.c"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-Isdk/include", "-o",
                    f"{folder}/plugins/hedges.so", source], check=True)
    return found.stdout.strip()


def articles():
    folder = "examples/articles"
    return "".join(open(os.path.join(folder, name), encoding="utf-8").read()
                   for name in sorted(os.listdir(folder))
                   if name.endswith(".txt"))


def write_documents(path, size, count):
    """Documents of `size` bytes, each beginning somewhere else."""
    text = articles() * 40
    with open(path, "w", encoding="utf-8") as file:
        for i in range(count):
            begin = i * 97 % (len(text) - size)
            print(json.dumps({"id": f"d{i}", "text": text[begin:begin + size]}),
                  file=file)


def run(stemma, folder, more):
    """(CPU seconds, wall seconds, exit status)"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run([stemma, "run", f"{folder}/p.ini",
                           f"{folder}/in.jsonl", "--no-progress", "--report",
                           f"jsonl:{folder}/out.jsonl", *more],
                          stderr=subprocess.DEVNULL)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return cpu, wall, done.returncode


def costs(stemma, folder, rounds):
    with open(f"{folder}/p.ini", "w") as file:
        file.write(HEDGES)
    for size, count in ((5_000, 8_000), (64_000, 800)):
        write_documents(f"{folder}/in.jsonl", size, count)
        pairs = [(run(stemma, folder, ["--threads", "1"]),
                  run(stemma, folder, ["--threads", "1", "--in-process"]))
                 for _ in range(rounds)]
        for i, what in enumerate(("user+sys", "wall")):
            one, other = (statistics.median(pair[k][i] for pair in pairs)
                          / count * 1e6 for k in (0, 1))
            more = statistics.median(pair[0][i] - pair[1][i]
                                     for pair in pairs) / count * 1e6
            part = statistics.median(pair[0][i] / pair[1][i]
                                     for pair in pairs) * 100 - 100
            print(f"{size:6} bytes  {what:8}  isolated {one:8.1f} µs  in "
                  f"process {other:8.1f} µs  more {more:6.1f} µs "
                  f"({part:.1f} %)")


@functools.cache
def article():
    return (articles() * 2)[:4_980]


def long_text(_):
    return article()


def short_text(i):
    return "some words " * (i % 40 + 1)


def mixed(text_of, bad):
    """Bad documents spread among others, the same places for each kind."""
    step = DOCUMENTS // BAD
    for i in range(DOCUMENTS):
        text = text_of(i)
        if i % step == step // 2 and i // step < len(bad):
            text += "mood: " + bad[i // step * 83 % len(bad)]
        yield {"id": f"d{i}", "text": text}


def moods(crash, hang, hog):
    return ["crash"] * crash + ["hang"] * hang + ["hog"] * hog


def came_of(folder, name, status):
    """What the last run said of its documents."""
    lines = [json.loads(line) for line in open(f"{folder}/out.jsonl")]
    documents = [line for line in lines if line["type"] == "document"]
    failed = [line for line in documents if "error" in line]
    ids = {line["id"] for line in documents}
    print(f"  {name:22} {len(documents) - len(failed)} analysed, "
          f"{len(failed)} reported, {len(ids)} ids, exit status {status}")


def run_all(stemma, folder, rounds, threads, text_of, corpora):
    """CPU and wall seconds of each run of each corpus, in turns."""
    runs = {name: [] for name in corpora}
    for name, bad in corpora.items():
        with open(f"{folder}/{name}.jsonl", "w", encoding="utf-8") as file:
            for document in mixed(text_of, bad):
                print(json.dumps(document), file=file)
    for _ in range(rounds):
        for name in corpora:
            os.replace(f"{folder}/{name}.jsonl", f"{folder}/in.jsonl")
            runs[name].append(run(stemma, folder, ["--threads", threads]))
            os.replace(f"{folder}/in.jsonl", f"{folder}/{name}.jsonl")
            if len(runs[name]) == rounds and corpora[name]:
                came_of(folder, name, runs[name][0][2])
    return runs


def middle(runs, which, of):
    """The median over the rounds of what `of` makes of one round's figures."""
    return statistics.median(of(*(one[which] for one in round))
                             for round in zip(*runs.values()))


def trouble(stemma, folder, rounds):
    """Waits are what the settings grant a document that fails: each that hangs
    its time-out and the host's grace.  What one that takes all memory has spent
    on it when it ends is the stage's own time too: 20 of them against 20
    crashes in the same places."""
    with open(f"{folder}/p.ini", "w") as file:
        file.write(MOODY)
    for words, text_of in (("short", short_text), ("5,000 bytes", long_text)):
        print(f"10,000 documents, {words}")
        for threads in ("1", "2"):
            runs = run_all(stemma, folder, rounds, threads, text_of,
                           {"undisturbed": [], "140 crash": moods(140, 0, 0)})
            cpu, wall = (middle(runs, i, lambda good, bad: bad / good - 1) * 100
                         for i in (0, 1))
            each = middle(runs, 0, lambda good, bad: bad - good) / 140 * 1e6
            print(f"  {threads} threads, 140 crashes: {cpu:.0f} % more CPU, "
                  f"{wall:.0f} % more wall time, {each:.0f} µs CPU each")
        runs = run_all(stemma, folder, rounds, "1", text_of,
                       {"undisturbed": [], "20 crash": moods(20, 0, 0),
                        "20 hog": moods(0, 0, 20),
                        "100 crash 20 hang 20 hog": moods(100, 20, 20)})
        waits = 20 * (TIMEOUT + GRACE)
        own = middle(runs, 1, lambda good, crash, hog, bad: hog - crash)
        more = middle(runs, 1, lambda good, crash, hog, bad:
                      (bad - waits - (hog - crash)) / good - 1) * 100
        print(f"  1 thread, 100 crash, 20 hang, 20 hog: without {waits:.2f} s "
              f"of waits for time-outs and {own:.2f} s in which memory is "
              f"filled {more:.0f} % more wall time")


def main():
    build = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        stemma = install(build, folder)
        costs(stemma, folder, rounds)
        trouble(stemma, folder, rounds)


main()
