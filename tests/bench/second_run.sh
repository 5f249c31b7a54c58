#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the cache saves:  second_run.sh BUILD [ARTICLES [ROUNDS]]
# The installed program, all seven stages, reports for the terminal, as JSON Lines
# and as HTML, over a folder of articles: the first run, the same again with its
# reports in place and with them removed, and a run after one article changed.
# Best of the rounds.  Prints; judges nothing.
set -eu
build=$1
articles=${2:-1000}
rounds=${3:-3}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
meson install -C "$build" --no-rebuild --quiet --destdir "$tmp/root"
stemma=$(find "$tmp/root" -path '*/bin/stemma')
python3 tests/bench/make_news.py --varied "$((articles / 250 + 1))" >"$tmp/news.jsonl"
cd "$tmp"
python3 - "$stemma" "$articles" "$rounds" <<'PYTHON'
import glob, json, os, resource, shutil, subprocess, sys, time

stemma, articles, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
os.mkdir("articles")
with open("news.jsonl", encoding="utf-8") as lines:
    for number, line in zip(range(articles), lines):
        with open(f"articles/{number:05}.txt", "w", encoding="utf-8") as text:
            text.write(json.loads(line)["text"])
found = glob.glob("articles/*.txt")
size = sum(map(os.path.getsize, found)) / 1e6
with open("p.ini", "w", encoding="utf-8") as ini:
    ini.write("[pipeline]\nstages = segment, numbers, quotes, sentiment, quote-diff,"
              " variance, lineage\ninput = articles\ncache = kept\n"
              "report = terminal, jsonl:out.jsonl, html:out.html\n")


def run():
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([stemma, "run", "-q", "p.ini"], capture_output=True)
    wall = time.monotonic() - wall
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    with open("out.jsonl", "rb") as rows, open("out.html", "rb") as page:
        bytes_ = done.stdout + rows.read() + page.read()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, bytes_


def remove():
    os.remove("out.jsonl")
    os.remove("out.html")


best = {}
for _ in range(rounds):
    shutil.rmtree("kept", ignore_errors=True)
    time.sleep(0.5)
    first = None
    for name, before in (("first", None), ("again", None), ("again, no reports there", remove)):
        if before:
            before()
        cpu, wall, bytes_ = run()
        first = first or bytes_
        assert bytes_ == first, name
        best.setdefault(name, []).append((cpu, wall))
    with open(found[0], "a", encoding="utf-8") as text:
        text.write("One more line.\n")
    best.setdefault("after one article changed", []).append(run()[:2])

print(f"{len(found)} articles, {size:.1f} MB; reports {len(first) / 1e6:.1f} MB")
base = [min(values) for values in zip(*best["first"])]
for name, all_ in best.items():
    cpu, wall = (min(values) for values in zip(*all_))
    print(f"{name:26} {cpu:7.3f} s CPU ({base[0] / cpu:5.1f} times faster)"
          f"  {wall:7.3f} s wall ({base[1] / wall:5.1f})")
PYTHON
