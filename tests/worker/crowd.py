#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Many documents, some of which crash, hang or take all memory.

usage: crowd.py STEMMA MOODY.so [DOCUMENTS CRASH HANG HOG]

The bad ones are reported with their causes, all others are analysed, each is
told once and in order, and no process is left behind.
"""
import sys
import tempfile

from moods import Bench, errors, rows

PIPELINE = """[pipeline]
stages = moody
[moody]
plugin = org.example.moody
timeout = 500ms
max-memory = 16M
"""
CAUSES = {"crash": ("SIGSEGV",), "hang": ("ran longer than timeout = 0.5s",),
          "hog": ("SIGSEGV", "ran longer than timeout = 0.5s")}


def documents(count, bad):
    """(id, text, mood or None), the bad ones spread evenly and mixed."""
    step = count // max(len(bad), 1)
    for i in range(count):
        number = i // step
        is_bad = i % step == step // 2 and number < len(bad)
        mood = bad[number * 83 % len(bad)] if is_bad else None
        text = "some words " * (i % 40 + 1)
        yield f"d{i}", text + (f"mood: {mood}" if mood else ""), mood


def main():
    count, crash, hang, hog = map(int, sys.argv[3:7] or (1000, 10, 2, 2))
    bad = ["crash"] * crash + ["hang"] * hang + ["hog"] * hog
    crowd = list(documents(count, bad))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(sys.argv[1], sys.argv[2], folder)
        status, lines, said = bench.run(
            PIPELINE, [(name, text) for name, text, _ in crowd],
            "--threads", "2")
        left = bench.left()
    told = [line["id"] for line in lines if line["type"] == "document"]
    failed = errors(lines)
    assert status == 2, f"exit status {status}: {said[:500]}"
    assert told == [name for name, _, _ in crowd], "lost or doubled"
    assert set(failed) == {name for name, _, mood in crowd if mood}, failed
    for name, _, mood in crowd:
        if mood:
            message = failed[name]["message"]
            assert any(cause in message for cause in CAUSES[mood]), \
                f"{name}: {mood}: {message}"
    assert len(rows(lines)) == count - len(bad)
    assert not left, f"left behind: {left}"
    print(f"{count - len(bad)} analysed, {len(bad)} reported")


main()
