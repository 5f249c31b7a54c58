#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every code that the program or its pages know is explained, and no other.

usage: codes.py STEMMA SOURCE-ROOT     prints TAP
"""
import pathlib
import re
import subprocess
import sys

stemma, root = sys.argv[1], pathlib.Path(sys.argv[2])


def known_codes():
    codes = set()
    for path in (root / "host").rglob("*.[ch]"):
        codes.update(re.findall(r'"([EW]\d{3})"',
                                path.read_text(encoding="utf-8")))
    module = (root / "host/module/module.h").read_text(encoding="utf-8")
    codes.update("E" + n for n in re.findall(r"MODULE_ERROR_\w+ = (\d+)",
                                             module))
    for page in (root / "host/docs").glob("*.md"):
        codes.update(re.findall(r"\b([EW]\d{3})\b",
                                page.read_text(encoding="utf-8")))
    return codes


def explain(*code):
    run = subprocess.run([stemma, "explain", *code], capture_output=True,
                         text=True, check=True)
    return run.stdout


results = []
listed = [line.split(" ", 1) for line in explain().splitlines()]
codes = [code for code, _ in listed]
results.append(("no code stands twice", len(codes) == len(set(codes))))
for code in sorted(known_codes() | set(codes)):
    results.append((f"{code} is explained", code in codes))
    results.append((f"{code} is in use", code in known_codes()))
    if code not in codes:
        continue
    title, blank, *rest = explain(code).splitlines()
    text = [line for line in rest if line and not line.startswith("    ")]
    example = [line for line in rest if line.startswith("    ")]
    results.append((f"{code} has a title, a paragraph and an example",
                    title.startswith(code + " ") and blank == ""
                    and bool(text) and bool(example)))
    results.append((f"{code} fits 80 columns",
                    all(len(line) <= 80 for line in rest)))

print(f"1..{len(results)}")
for number, (name, good) in enumerate(results, 1):
    print(f"{'ok' if good else 'not ok'} {number} - {name}")
