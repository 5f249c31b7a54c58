#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a process of its own costs a stage.

usage: isolation.py BUILD [ROUNDS]

Runs segment (installed) and hedges (from elsewhere, reads tokens) over the same
documents, isolated and with --in-process, on one thread, in turns; prints user
and system CPU and wall time for each document, of the best round each, as what
else runs on a machine only adds.  Then 10,000
documents of which 140 crash, and of which 100 crash, 20 hang and 20 take all
memory: what came of them, and the rate.  Prints; judges nothing.
"""
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
max-memory = 64M
"""


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


def mixed(count, crash, hang, hog):
    """Documents of 5,000 bytes, bad ones spread among them."""
    moods = ["crash"] * crash + ["hang"] * hang + ["hog"] * hog
    step = count // max(len(moods), 1)
    article = (articles() * 2)[:4_980]
    for i in range(count):
        text = article
        if i % step == step // 2 and i // step < len(moods):
            text += "mood: " + moods[i // step * 83 % len(moods)]
        yield {"id": f"d{i}", "text": text}


def write_mixed(folder, name, bad):
    with open(f"{folder}/{name}.jsonl", "w", encoding="utf-8") as file:
        for document in mixed(10_000, *bad):
            print(json.dumps(document), file=file)


def tell_mixed(folder, bad, runs):
    """CPU and wall seconds; what came of the documents."""
    cpu, wall = (min(one[i] for one in runs) for i in (0, 1))
    lines = [json.loads(line) for line in open(f"{folder}/out.jsonl")]
    documents = [line for line in lines if line["type"] == "document"]
    failed = [line for line in documents if "error" in line]
    ids = {line["id"] for line in documents}
    print(f"{bad[0]:4} crash {bad[1]:3} hang {bad[2]:3} hog: "
          f"{len(documents) - len(failed)} analysed, {len(failed)} reported, "
          f"{len(ids)} ids, exit status {runs[0][2]}, {cpu:.2f} s CPU, "
          f"{wall:.2f} s wall")
    return cpu, wall


def run_mixed(stemma, folder, rounds, all_bad):
    """The same for each kind of corpus, in turns."""
    runs = [[] for _ in all_bad]
    told = []
    for i, bad in enumerate(all_bad):
        write_mixed(folder, f"in{i}", bad)
    for last in [False] * (rounds - 1) + [True]:
        for i, bad in enumerate(all_bad):
            os.replace(f"{folder}/in{i}.jsonl", f"{folder}/in.jsonl")
            runs[i].append(run(stemma, folder, ["--threads", "2"]))
            os.replace(f"{folder}/in.jsonl", f"{folder}/in{i}.jsonl")
            if last:
                told.append(tell_mixed(folder, bad, runs[i]))
    return told


def trouble(stemma, folder, rounds):
    """Hanging and taking memory are time that the stage itself spends, so the
    rate is that of as many crashes."""
    with open(f"{folder}/p.ini", "w") as file:
        file.write(MOODY)
    good, bad = run_mixed(stemma, folder, rounds, [(0, 0, 0), (140, 0, 0)])
    run_mixed(stemma, folder, 1, [(100, 20, 20)])
    print(f"140 crashes: {(bad[0] / good[0] - 1) * 100:.1f} % more CPU, "
          f"{(bad[1] / good[1] - 1) * 100:.1f} % more wall time, "
          f"{(bad[0] - good[0]) / 140 * 1e6:.0f} µs CPU each")


def main():
    build = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        stemma = install(build, folder)
        costs(stemma, folder, rounds)
        trouble(stemma, folder, rounds)


main()
