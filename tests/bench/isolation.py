#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a process of its own costs a stage.

usage: isolation.py BUILD [ROUNDS]

Runs segment (installed) and hedges (from elsewhere, reads tokens) over the same
documents, isolated and with --in-process, on one thread, in turns; prints user
and system CPU and wall time for each document, of the best round each, as what
else runs on a machine only adds.  Then 10,000 documents, short ones and ones of
5,000 bytes, of which 140 crash, and of which 100 crash, 20 hang and 20 take all
memory: what came of them, and what it cost against a run where none does, apart
from the waits.  Prints; judges nothing.
"""
import functools
import json
import os
import resource
import shutil
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
        runs = {"isolated": [], "in process": []}
        for _ in range(rounds):
            runs["isolated"].append(
                run(stemma, folder, ["--threads", "1"]))
            runs["in process"].append(
                run(stemma, folder, ["--threads", "1", "--in-process"]))
        middle = {name: [min(one[i] for one in all) / count * 1e6
                         for i in (0, 1)] for name, all in runs.items()}
        for i, what in enumerate(("user+sys", "wall")):
            one, other = middle["isolated"][i], middle["in process"][i]
            print(f"{size:6} bytes  {what:8}  isolated {one:8.1f} µs  in "
                  f"process {other:8.1f} µs  more {one - other:6.1f} µs "
                  f"({(one / other - 1) * 100:.1f} %)")


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
    """Least CPU and wall seconds of each corpus, run in turns."""
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
    return {name: tuple(min(one[i] for one in all) for i in (0, 1))
            for name, all in runs.items()}


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
            least = run_all(stemma, folder, rounds, threads, text_of,
                            {"undisturbed": [], "140 crash": moods(140, 0, 0)})
            good, bad = least["undisturbed"], least["140 crash"]
            print(f"  {threads} threads, 140 crashes: "
                  f"{good[0]:.3f} s CPU, {(bad[0] / good[0] - 1) * 100:.0f} % "
                  f"more; {good[1]:.3f} s wall, "
                  f"{(bad[1] / good[1] - 1) * 100:.0f} % more; "
                  f"{(bad[0] - good[0]) / 140 * 1e6:.0f} µs CPU each")
        least = run_all(stemma, folder, max(rounds // 2, 1), "1", text_of,
                        {"undisturbed": [], "20 crash": moods(20, 0, 0),
                         "20 hog": moods(0, 0, 20),
                         "100 crash 20 hang 20 hog": moods(100, 20, 20)})
        all_bad = least["100 crash 20 hang 20 hog"][1]
        waits = 20 * (TIMEOUT + GRACE)
        own = least["20 hog"][1] - least["20 crash"][1]
        rest, good = all_bad - waits - own, least["undisturbed"][1]
        print(f"  1 thread, 100 crash, 20 hang, 20 hog: {all_bad:.2f} s wall, "
              f"of which {waits:.2f} wait for time-outs and {own:.2f} fill "
              f"memory; the rest {rest:.3f}, undisturbed {good:.3f}: "
              f"{(rest / good - 1) * 100:.0f} % more")


def main():
    build = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        stemma = install(build, folder)
        costs(stemma, folder, rounds)
        trouble(stemma, folder, rounds)


main()
