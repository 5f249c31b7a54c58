#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What each misdeed of an isolated stage costs.

usage: moods.py STEMMA MOODY.so     prints TAP

The plugin (moody.c) does what a text orders.  Its document must be reported with
the stage and the cause, all others must be analysed, the rows must be the same
as of a run of the good documents alone, and no process may be left behind.
"""
import ctypes
import errno
import json
import os
import platform
import re
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

MAP = """[pipeline]
stages = moody
[moody]
plugin = org.example.moody
timeout = 20s
max-memory = 8M
"""
ALL = """[pipeline]
stages = moody, total, pair
[moody]
plugin = org.example.moody
timeout = 20s
[total]
plugin = org.example.moody/total
[pair]
plugin = org.example.moody/pair
"""
SEGMENT = """[pipeline]
stages = segment
layers = token
"""
BUILT_IN = """[pipeline]
stages = segment, numbers, quotes, sentiment, quote-diff, variance, lineage
"""
MUST_NOT = "SIGSYS: an isolated stage must not call "

# order, what the message says after "failed: "; None: no failure
MOODS = [
    ("mood: crash", "SIGSEGV"),
    ("mood: abort", "SIGABRT"),
    ("mood: exit", "it ended its process (exit status 3)"),
    ("mood: hoard", "out of memory"),
    ("mood: hog", "SIGSEGV"),
    ("mood: fork", MUST_NOT + "clone"),
    ("mood: open", MUST_NOT + "openat"),
    ("mood: socket", MUST_NOT + "socket"),
    ("mood: exec", MUST_NOT + "execve"),
    ("mood: kill", MUST_NOT + "kill"),
    ("mood: code", MUST_NOT + "mmap"),
    ("mood: babble", "it answered what nobody asked"),
    ("mood: repeat", "it answered what nobody asked"),
    ("mood: close", "it hung up on its host"),
    ("mood: hang", "ran longer than timeout = 0.3s"),
    ("mood: outside", "wrote a bad row"),
]


class Bench:
    before = None  # called in the child

    def __init__(self, stemma, plugin, folder):
        self.stemma, self.folder = os.path.abspath(stemma), folder
        os.mkdir(os.path.join(folder, "plugins"))
        shutil.copy(plugin, os.path.join(folder, "plugins"))
        os.environ["XDG_CACHE_HOME"] = os.path.join(folder, "cache")
        # ps would list others' processes too.
        os.environ["MOODY_MARK"] = self.mark = folder

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def run(self, pipeline, documents, *more, **extra):
        """(exit status, report lines, standard error)"""
        ini = self.write("p.ini", pipeline)
        jsonl = self.write("in.jsonl", "".join(
            json.dumps({"id": i, "text": t}) + "\n" for i, t in documents))
        done = subprocess.run(
            [self.stemma, "run", ini, jsonl, "--report", "jsonl",
             "--no-progress", "--plugin-path",
             os.path.join(self.folder, "plugins"), *more],
            capture_output=True, text=True, env={**os.environ, **extra},
            preexec_fn=self.before)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        return done.returncode, lines, done.stderr

    def begin(self, pipeline, text):
        """A run that has one document and waits for more."""
        run = subprocess.Popen(
            [self.stemma, "run", self.write("p.ini", pipeline), "-",
             "--report", "jsonl", "--no-progress", "--plugin-path",
             os.path.join(self.folder, "plugins")],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)
        run.stdin.write(json.dumps({"id": "a", "text": text}) + "\n")
        run.stdin.flush()
        return run

    def left(self):
        """Processes of this test that live on."""
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/environ", "rb") as file:
                    if self.mark.encode() in file.read() \
                            and int(pid) != os.getpid():
                        found.append(pid)
            except OSError:
                pass
        return found


def children(process):
    try:
        with open(f"/proc/{process}/task/{process}/children") as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:
        return []


def rows(lines):
    """The layers of each document that has no error, and the corpus's."""
    out = {}
    for line in lines:
        if line["type"] == "document" and "error" not in line:
            out[line["id"]] = line["layers"]
        elif line["type"] == "corpus":
            out.setdefault(line["layer"], []).extend(line["rows"])
    return out


def errors(lines):
    return {line["id"]: line["error"] for line in lines
            if line["type"] == "document" and "error" in line}


def check_mood(bench, order, words, threads):
    good = [(f"good{i}", "word " * (i + 1)) for i in range(6)]
    bad = [("bad", f"a text with {order}.")]
    more = ["-o", "moody.timeout=300ms"] if order == "mood: hang" else []
    start = time.monotonic()
    status, lines, said = bench.run(MAP, good[:3] + bad + good[3:],
                                    "--threads", threads, *more)
    took = time.monotonic() - start
    _, wanted, _ = bench.run(MAP, good, "--threads", threads)
    if status != 2:
        return f"exit status {status}: {said}"
    failed = errors(lines)
    if list(failed) != ["bad"]:
        return f"failed: {failed}"
    if words not in failed["bad"]["message"] \
            or failed["bad"]["stage"] != "moody":
        return f"message: {failed['bad']}"
    if rows(lines) != rows(wanted):
        return f"rows: {rows(lines)}"
    if bench.left():
        return f"left: {bench.left()}"
    if more and took < 0.4:
        return f"ended after {took:.3f} s, granted 0.3 and the host's grace 0.1"
    return None


def articles():
    folder = os.path.join(os.path.dirname(__file__), "../../examples/articles")
    return [(name, open(os.path.join(folder, name), encoding="utf-8").read())
            for name in sorted(os.listdir(folder)) if name.endswith(".txt")]


def check_paranoid(bench):
    """Stages of every kind say the same in processes of their own, of a text
    too whose rows are more than is shared at first."""
    texts = articles()
    long = [("long", "".join(text for _, text in texts) * 20)] + texts
    for stages, documents in ((BUILT_IN, texts), (SEGMENT, long)):
        _, wanted, _ = bench.run(stages, documents, "--in-process")
        for threads in ("1", "2"):
            status, lines, said = bench.run(stages, documents, "--threads",
                                            threads, "-o",
                                            "pipeline.isolate=paranoid")
            if status != 0 or lines != wanted:
                return f"{threads}: exit status {status}: {said}"
        if stages == BUILT_IN and not any(line["type"] == "corpus"
                                          for line in wanted):
            return f"no corpus: {said}"
    return None


def running(process):
    """Is a worker of its at work?"""
    states = []
    for keeper in children(process):
        for worker in children(keeper):
            try:
                with open(f"/proc/{worker}/stat", encoding="utf-8") as file:
                    states.append(file.read().rpartition(")")[2].split()[0])
            except OSError:
                pass
    return "R" in states


def await_that(what):
    """Whether it came to be within ten seconds."""
    until = time.monotonic() + 10
    while not what() and time.monotonic() < until:
        time.sleep(.05)
    return what()


def check_hung_up(bench):
    """One that closed its socket and works on is ended at once, not when the
    run ends."""
    run = bench.begin(MAP, "mood: close")
    said = run.stderr.readline()
    ended = await_that(lambda: not running(run.pid))
    run.communicate()
    if not ended or "it hung up on its host" not in said:
        return f"ended: {ended}; {said}"
    return None


def check_orphans(bench):
    """When somebody kills the program no stage that hangs outlives it."""
    run = bench.begin(MAP, "mood: hang")
    hangs = await_that(lambda: running(run.pid))
    run.kill()
    run.communicate()
    if not hangs or not await_that(lambda: not bench.left()):
        return f"hung: {hangs}; left: {bench.left()}"
    return None


def check_interrupted(bench):
    """Nobody waits for a stage that hangs when the run is to end."""
    run = bench.begin(MAP, "mood: hang")
    hangs = await_that(lambda: running(run.pid))
    run.send_signal(signal.SIGINT)
    run.stdin.close()
    ended = await_that(lambda: run.poll() is not None)
    run.kill()
    run.wait()
    if not hangs or not ended or bench.left():
        return f"hung: {hangs}; ended: {ended}; left: {bench.left()}"
    return None


def files_of(process):
    return sorted(int(name) for name in os.listdir(f"/proc/{process}/fd"))


def check_alone(bench):
    """Without the small program beside it the host copies itself: what it
    shares is no more to be written, and none of its files is open there."""
    built = bench.stemma
    bench.stemma = shutil.copy(built, os.path.join(bench.folder, "alone"))
    wrong = check_scribble(bench) or check_mood(bench, *MOODS[0], "1")
    run = bench.begin(MAP, "mood: hang")
    hangs = await_that(lambda: running(run.pid))
    open_files = [files_of(worker) for keeper in children(run.pid)
                  for worker in children(keeper)]
    run.kill()
    run.communicate()
    bench.stemma = built
    if not wrong and (not hangs or open_files != [list(range(6))]):
        wrong = f"hung: {hangs}; open: {open_files}"
    return wrong


def check_corpus(bench, threads):
    """A crash in add, in scatter, and of one key."""
    good = [(f"good{i}", "word " * (i % 5 + 1)) for i in range(40)]
    bad = [("add", "some total: crash"), ("scatter", "some scatter: abort"),
           ("gather", "some gather: crash")]
    mixed = good[:10] + bad[:1] + good[10:20] + bad[1:2] + good[20:30] \
        + bad[2:] + good[30:]
    status, lines, said = bench.run(ALL, mixed, "--threads", threads)
    _, wanted, _ = bench.run(ALL, good + [bad[2]], "--threads", threads,
                             "--in-process", "-o", "pair.enabled=no")
    _, pairs, _ = bench.run(ALL, good, "--threads", threads)
    if status != 2 or set(errors(lines)) != {"add", "scatter"}:
        return f"status {status}: {errors(lines)} {said}"
    if "stage \"total\" failed: SIGSEGV" not in said \
            or "stage \"pair\" failed: SIGABRT" not in said:
        return f"said: {said}"
    told = [line for line in lines if line["type"] == "error"]
    if len(told) != 1 or told[0]["stage"] != "pair":
        return f"told: {told}"
    total = "org.example.moody.total"
    if rows(lines)[total] != rows(wanted)[total]:
        return f"total: {rows(lines)[total]}, not {rows(wanted)[total]}"
    pair = "org.example.moody.pair"
    if rows(lines)[pair] != rows(pairs)[pair]:
        return f"pair: {rows(lines)[pair]}"
    return None


def check_stop(bench):
    """Three in a row stop the stage; the others go on."""
    bad = [(f"bad{i}", "mood: crash") for i in range(3)]
    good = [(f"good{i}", "word") for i in range(5)]
    pipeline = ALL.replace("stages = moody", "stages = segment, moody")
    status, lines, said = bench.run(pipeline, good[:2] + bad + good[2:],
                                    "--threads", "1", "-o",
                                    "pipeline.layers=token")
    told = [line for line in lines if line["type"] == "error"]
    if status != 2 or [line["code"] for line in told] != ["E407"]:
        return f"status {status}: {told} {said}"
    if set(errors(lines)) != {"bad0", "bad1", "bad2"}:
        return f"errors: {errors(lines)}"
    if any(len(rows(lines)[name]["token"]) != 1 for name, _ in good):
        return f"rows: {rows(lines)}"
    return None


def check_scribble(bench):
    """What it shares with the host it can read and not write."""
    good = [(f"good{i}", "two words") for i in range(3)]
    pipeline = MAP.replace("stages = moody", "stages = segment, moody")
    status, lines, said = bench.run(
        pipeline, good[:2] + [("bad", "mood: scribble")] + good[2:])
    if status != 2 or list(errors(lines)) != ["bad"] \
            or "SIGSEGV" not in errors(lines)["bad"]["message"]:
        return f"status {status}: {errors(lines)} {said}"
    return None


def check_small_files(bench):
    """Whoever may write small files only shares no memory ahead."""
    bench.before = lambda: resource.setrlimit(resource.RLIMIT_FSIZE,
                                              (1 << 20, 1 << 20))
    status, lines, said = bench.run(
        MAP.replace("stages = moody", "stages = segment, moody"),
        [("a", "two words")])
    bench.before = None
    if status != 0 or len(rows(lines)) != 1:
        return f"status {status}: {said}"
    return None


def check_open(bench):
    """A stage that does not start, in every way."""
    for order, words in (("crash", "SIGSEGV"), ("exit", "exit status 3"),
                         ("exec", MUST_NOT + "execve"),
                         ("socket", MUST_NOT + "socket")):
        status, _, said = bench.run(MAP, [("a", "word")], MOODY_OPEN=order)
        if status != 2 or "[E404]" not in said or words not in said:
            return f"{order}: status {status}: {said}"
    return None


def refuse_filters():
    """From here on seccomp(2) fails with EPERM, as in some containers."""
    libc = ctypes.CDLL(None, use_errno=True)
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.EPERM
    words = [(0x20, 0, 0, 0), (0x15, 0, 1, 317), (0x06, 0, 0, refuse),
             (0x06, 0, 0, allow)]
    code = ctypes.create_string_buffer(
        b"".join(struct.pack("HBBI", *word) for word in words))
    program = struct.pack("HxxxxxxP", len(words), ctypes.addressof(code))
    libc.prctl(38, 1, 0, 0, 0)
    libc.prctl(22, 2, ctypes.create_string_buffer(program), 0, 0)


def has_landlock():
    """Its version is asked for with no more rights than any process has."""
    return ctypes.CDLL(None).syscall(444, None, 0, 1) > 0


def check_refused(bench):
    """Where a system has no call filter, one warning says so; no file can be
    opened all the same where it has Landlock."""
    bench.before = refuse_filters
    bad = ["b", "d"] if has_landlock() else ["b"]
    status, lines, said = bench.run(
        MAP, [("a", "word"), ("b", "mood: crash"), ("c", "two words"),
              ("d", "mood: open"), ("e", "three")], "--threads", "2")
    bench.before = None
    if status != 2 or list(errors(lines)) != bad \
            or len(rows(lines)) != 5 - len(bad):
        return f"status {status}: {errors(lines)} {said}"
    if said.count("isolated without a filter") != 1:
        return f"said: {said}"
    return None


def check_in_process(bench):
    """`--in-process` and `isolate = no` crash as a whole."""
    for more in (["--in-process"], ["-o", "moody.isolate=no"],
                 ["-o", "pipeline.isolate=no"]):
        status, _, _ = bench.run(MAP, [("a", "mood: exit")], *more)
        if status != 3:
            return f"{more}: exit status {status}"
    return None


def check_sanitized(bench):
    """Is the program built with a sanitizer?  Then it has no call filter and
    no memory limit, and crashes in its own way."""
    with open(bench.stemma, "rb") as file:
        return re.search(rb"__(asan|tsan)_init", file.read()) is not None


def main():
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(sys.argv[1], sys.argv[2], folder)
        sanitized = check_sanitized(bench)
        plain = {"mood: abort", "mood: outside", "mood: hang"}
        cases = [(f"{order} {threads}", check_mood, order, words, threads)
                 for order, words in MOODS for threads in ("1", "3")
                 if not sanitized or order in plain]
        if not sanitized:
            cases += [(f"corpus {threads}", check_corpus, threads)
                      for threads in ("1", "3")]
            cases += [("stop", check_stop), ("scribble", check_scribble),
                      ("paranoid", check_paranoid),
                      ("hung up", check_hung_up),
                      ("orphans", check_orphans),
                      ("interrupted", check_interrupted),
                      ("alone", check_alone),
                      ("small files", check_small_files),
                      ("open", check_open)]
            if platform.machine() == "x86_64":
                cases += [("refused", check_refused)]
        cases += [("in process", check_in_process)]
        print(f"1..{len(cases)}")
        failed = 0
        for number, (name, check, *arguments) in enumerate(cases, 1):
            wrong = check(bench, *arguments)
            failed += wrong is not None
            print(f"{'not ok' if wrong else 'ok'} {number} {name}")
            if wrong:
                print("# " + wrong.replace("\n", "\n# "))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
