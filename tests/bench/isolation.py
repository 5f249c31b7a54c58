#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a process of its own costs a stage.

usage: isolation.py BUILD [ROUNDS]

Runs segment (installed) and hedges (from elsewhere, reads tokens) over the same
documents, isolated, with --in-process, and so again, on one thread, in turns;
prints user and system CPU and wall time for each document, and the difference:
the median of those of runs that follow each other, as a machine's speed may
swing by more than what is measured.  What the same run gives the second time is
how far to trust it.  What a run of one document takes is taken out and told on
its own line.  Then what CPU time one crash, one hang and one document that takes
all memory cost (see `each`).  Then 10,000 documents, short ones and ones of
5,000 bytes, of which 140 crash, and of which 100 crash, 20 hang and 20 take all
memory, in a pipeline of segment and a stage that hardly does a thing, and in one
with the built-in stages of a document before it: what came of them in one run,
and what it cost against a run where none does, with the waits and without (see
`trouble`).  Prints; judges nothing.

From the crashes on all runs have real-time priority where the user may give it
(root may), so that other programs on the machine take neither processor nor
cache from them and time on the clock means something; the output says where it
may not be had.
"""
import functools
import json
import mmap
import os
import resource
import shutil
import signal
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
stages = %s, moody
plugin-path = plugins
[moody]
plugin = org.example.moody
timeout = %dms
max-memory = 8M
"""
ALONE = "segment"
BUILT_IN = "segment, numbers, quotes, sentiment"
TIMEOUT, GRACE = .25, .1  # in `trouble`; of the host (sdk/docs/abi.md)
DOCUMENTS, BAD, TURNS = 10_000, 140, 10


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


def run_file(stemma, folder, name, more):
    os.replace(f"{folder}/{name}.jsonl", f"{folder}/in.jsonl")
    result = run(stemma, folder, more)
    os.replace(f"{folder}/in.jsonl", f"{folder}/{name}.jsonl")
    return result


def run(stemma, folder, more):
    """(CPU seconds, wall seconds, exit status)"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run([stemma, "run", f"{folder}/p.ini",
                           f"{folder}/in.jsonl", "--no-progress", "--report",
                           f"jsonl:{folder}/out.jsonl", *more],
                          stderr=subprocess.DEVNULL)
    wall = time.monotonic() - start
    assert done.returncode in (0, 2), f"exit status {done.returncode}"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return cpu, wall, done.returncode


def table(what, rows, count):
    """A line for CPU and one for wall time of what was run in turns."""
    for i, kind in enumerate(("user+sys", "wall")):
        runs = [[run[i] for run in row] for row in rows]
        each = [statistics.median(column) / count * 1e6
                for column in zip(*runs)]
        more = statistics.median(run[0] - run[1] for run in runs)
        part, error = (statistics.median(run[k] / run[1] for run in runs)
                       * 100 - 100 for k in (0, 2))
        print(f"{what}  {kind:8}  isolated {each[0]:7.1f} µs  in process "
              f"{each[1]:7.1f} µs  more {more / count * 1e6:6.1f} µs "
              f"({part:.1f} %; in process again {error:.1f} %)")


def costs(stemma, folder, rounds):
    with open(f"{folder}/p.ini", "w") as file:
        file.write(HEDGES)
    inside = ["--threads", "1", "--in-process"]
    ways = (inside[:2], inside, inside)
    for size, count in ((5_000, 2_000), (64_000, 200)):
        write_documents(f"{folder}/one.jsonl", size, 1)
        write_documents(f"{folder}/many.jsonl", size, 1 + count)
        rows, starts = [], []
        for i in range(5 * rounds):
            turn = 1 if i % 2 else -1
            start, whole = ([run_file(stemma, folder, name, more)
                             for more in ways[::turn]][::turn]
                            for name in ("one", "many"))
            starts.append(start)
            rows.append([[a - b for a, b in zip(*pair)]
                         for pair in zip(whole, start)])
        table(f"{size:6} bytes", rows, count)
    table("       a start", starts, 1)


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


def taken_apart(size):
    """CPU seconds of the end of a process that is killed with so much memory,
    seconds until it is gone."""
    told = mmap.mmap(-1, mmap.PAGESIZE)
    child = os.fork()
    if child == 0:
        memory = mmap.mmap(-1, mmap.PAGESIZE + size, mmap.MAP_PRIVATE
                           | mmap.MAP_ANONYMOUS)
        for at in range(0, size, mmap.PAGESIZE):
            memory[at] = 1
        told[:] = repr(time.process_time()).ljust(mmap.PAGESIZE).encode()
        while True:
            signal.pause()
    while not told[0]:
        time.sleep(.001)
    start = time.monotonic()
    os.kill(child, signal.SIGKILL)
    used = os.wait4(child, 0)[2]
    return (used.ru_utime + used.ru_stime - float(told[:]),
            time.monotonic() - start)


@functools.cache
def apart():
    """CPU seconds and seconds that the kernel needs to take a KiB apart."""
    size = 32 << 20
    turns = [[b - a for a, b in zip(taken_apart(0), taken_apart(size))]
             for _ in range(15)]
    return [max(statistics.median(column), 0) / (size >> 10)
            for column in zip(*turns)]


def came_of(folder):
    """What the last run said of its documents, and the CPU seconds and seconds
    that those had until they were stopped that hung or filled memory, and until
    that was taken apart."""
    lines = [json.loads(line) for line in open(f"{folder}/out.jsonl")]
    documents = [line for line in lines if line["type"] == "document"]
    failed = sum("error" in line for line in documents)
    rows = [row for line in documents for row in
            line.get("layers", {}).get("org.example.moody.count", ())]
    words = (f"{len(documents) - failed} analysed, {failed} reported, "
             f"{len({line['id'] for line in documents})} ids")
    burnt, lost = (sum(row[name] for row in rows) / 1e6
                   for name in ("burnt", "lost"))
    held = sum(row["held"] for row in rows)
    hung = sum(line.get("error", {}).get("code") == "E406"
               for line in documents)
    waits = burnt, lost + hung * (TIMEOUT + GRACE)
    return words, [wait + held * one for wait, one in zip(waits, apart())]


def write_corpus(folder, name, documents):
    with open(f"{folder}/{name}.jsonl", "w", encoding="utf-8") as file:
        for document in documents:
            print(json.dumps(document), file=file)


def run_corpus(stemma, folder, threads, name):
    """[CPU, wall] seconds, the same without waits, waits, words"""
    *whole, status = run_file(stemma, folder, name, ["--threads", threads])
    words, waits = came_of(folder)
    rest = [all - wait for all, wait in zip(whole, waits)]
    return whole, rest, waits, f"{words}, exit status {status}"


def write_part(folder, text_of, bad, part, parts):
    """A part of a corpus and the same one undisturbed, each with a document
    behind it that tells what the last one lost, and such a document alone."""
    size = DOCUMENTS // parts
    last = [{"id": "last", "text": text_of(0)}]
    for name, moods in (("good", []), ("bad", bad)):
        documents = list(mixed(text_of, moods))
        write_corpus(folder, name,
                     documents[part * size:(part + 1) * size] + last)
    write_corpus(folder, "one", last)


def turns(stemma, folder, rounds, threads, text_of, bad, parts):
    """For each turn, each without what a start takes: undisturbed, with bad
    documents, the same without waits, undisturbed again: [CPU, wall]
    seconds."""
    rows = []
    for i in range(TURNS * rounds):
        write_part(folder, text_of, bad, i % parts, parts)
        start, *_ = run_corpus(stemma, folder, threads, "one")
        done = {name: run_corpus(stemma, folder, threads,
                                 name.replace("again", "good"))
                for name in ("good", "bad", "again")[::1 if i % 2 else -1]}
        rows.append([[all - begin for all, begin in zip(run, start)]
                     for run in (done["good"][0], *done["bad"][:2],
                                 done["again"][0])])
    return rows


def tell(stemma, folder, rounds, threads, text_of, bad, parts):
    """A corpus against the undisturbed one."""
    write_corpus(folder, "whole", mixed(text_of, bad))
    words = run_corpus(stemma, folder, threads, "whole")[3]
    counts = ", ".join(f"{bad.count(mood)} {mood}" for mood in
                       dict.fromkeys(bad))
    print(f"  {threads} thread{'s' * (threads != '1')}, {counts}: {words}")
    rows = turns(stemma, folder, rounds, threads, text_of, bad, parts)
    often = TURNS * rounds / parts
    for i, kind in enumerate(("user+sys", "wall")):
        good, all, rest, again = (
            [run[i] for run in column] for column in zip(*rows))
        more, error = (statistics.median(one / of for one, of in
                                         zip(runs, good)) * 100 - 100
                       for runs in (rest, again))
        each = (sum(rest) - sum(good)) / len(bad) / often * 1e6
        good, all, rest = (sum(runs) / often for runs in (good, all, rest))
        print(f"    {kind:8}  undisturbed {good:.2f} s, this {all:.2f} s, "
              f"without waits {rest:.2f} s: {rest / good * 100 - 100:.1f} % "
              f"more, median of turns {more:.1f} % (undisturbed again "
              f"{error:.1f} %), {each:.0f} µs for each bad document",
              flush=True)


def write_every_second(folder, name, count, mood):
    with open(f"{folder}/{name}.jsonl", "w", encoding="utf-8") as file:
        for i in range(2 * count + 1):
            text = article() + (f"mood: {mood}" if mood and i % 2 else "")
            print(json.dumps({"id": f"d{i}", "text": text}), file=file)


def each(stemma, folder, rounds):
    """Every second document is bad, so that little else is measured: the CPU
    time that it takes more than a good one, the whole life of a worker, without
    the waits.  Where they come rarely less of it is in the processor's cache.
    The least of all turns, as other programs can only add."""
    with open(f"{folder}/p.ini", "w") as file:
        file.write(MOODY % (ALONE, 20))
    print(f"taking 1 MiB apart: {apart()[0] * 1024e6:.0f} µs of CPU")
    for mood, count in (("crash", 500), ("hang", 20), ("hog", 20)):
        write_every_second(folder, "good", count, None)
        write_every_second(folder, "bad", count, mood)
        more = []
        for _ in range(2 * rounds):
            good, bad = (run_corpus(stemma, folder, "1", name)
                         for name in ("good", "bad"))
            more.append((bad[1][0] - good[0][0]) / count * 1e6)
        print(f"a {mood}: {min(more):.0f} µs of CPU more than a good document "
              f"(median {statistics.median(more):.0f})")


def trouble(stemma, folder, rounds):
    """The wait for a document that hangs is what the settings grant it, its
    time-out and the host's grace; for one that fills memory, the time that it
    does so until it is stopped, as the stage itself tells it
    (tests/worker/moody.c), and the time in which the kernel takes apart what it
    took, as it does with a process of any program (`taken_apart`); and so is the
    CPU time of both.  That a hang is noticed late, what else it takes to end a
    process and to have another one, and all that a crash costs, are no waits.

    The speed of a machine with neighbours swings by a factor of two within
    seconds, more than what is measured.  So where a run takes seconds the
    documents are taken in ten parts, and each is run with its bad documents,
    without them, and without them again, in turns; sums and the medians of the
    turns' proportions are told.  What a run of one document takes is taken out.
    What came of all documents is one run of the whole."""
    crashes, mix = moods(140, 0, 0), moods(100, 20, 20)
    for words, text_of, stages in (
            ("short", short_text, ALONE), ("5,000 bytes", long_text, ALONE),
            ("5,000 bytes", long_text, BUILT_IN)):
        print(f"10,000 documents, {words}: {stages}, and the stage")
        with open(f"{folder}/p.ini", "w") as file:
            file.write(MOODY % (stages, TIMEOUT * 1000))
        parts = 1 if stages is ALONE else 10
        tell(stemma, folder, rounds, "1", text_of, crashes, parts)
        tell(stemma, folder, rounds, "2", text_of, crashes, parts)
        tell(stemma, folder, rounds, "1", text_of, mix, 10)


def go_first():
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except PermissionError:
        print("without real-time priority: what other programs do is measured "
              "too")


def main():
    build = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        stemma = install(build, folder)
        costs(stemma, folder, rounds)
        os.environ["MOODY_TELLS"] = "yes"
        go_first()
        each(stemma, folder, rounds)
        trouble(stemma, folder, rounds)


main()
