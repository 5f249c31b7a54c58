#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The headers are the manual: every member of every struct of the ABI has a
comment, and every function pointer names the thread that it is called on.

usage: comments.py INCLUDE

A comment stands behind a member, or before it; one before a group of plain
members without a blank line between them counts for all of them.
"""
import os
import re
import sys

STRUCT = re.compile(r"^typedef struct (\w+) \{\n(.*?)^\} \1;", re.M | re.S)
THREAD = re.compile(r"\[(control|worker|any)\]")


# A comment behind a member starts on its line.
PIECE = re.compile(r"(?P<behind>(?<=;) +/\*.*?\*/)|(?P<before>/\*.*?\*/)"
                   r"|(?P<member>[^;/]+;)|(?P<gap>\n[ \t]*\n)", re.S)


def member_of(declaration):
    """(its name, is it a function pointer?)"""
    function = re.search(r"\(\*(\w+)\)", declaration)
    if function:
        return function[1], True
    return re.search(r"(\w+)(\[\d+\])?\s*;$", declaration.strip())[1], False


def faults(name, body):
    comment = ""
    parts = list(PIECE.finditer(body))
    for i, part in enumerate(parts):
        if part["before"]:
            comment = part["before"]
        if part["gap"] or (part["member"] or "").startswith("\n\n"):
            comment = ""
        if not part["member"]:
            continue
        member, function = member_of(part["member"])
        behind = parts[i + 1]["behind"] if i + 1 < len(parts) else None
        if function and not THREAD.search(comment):
            yield f"{name}.{member} names no thread"
        if not function and not behind and not comment:
            yield f"{name}.{member} has no comment"
        if function or behind:
            comment = ""


def check(path):
    text = open(path, encoding="utf-8").read()
    for found in STRUCT.finditer(text):
        before = text[:found.start()].rstrip()
        rows = path.endswith("layers.h")
        if not before.endswith("*/") and not rows:
            yield f"{found[1]} has no comment"
        body = found[2]
        if rows:
            body = re.sub(r"^  stemma_row row;.*\n", "", body)
        yield from faults(found[1], body)


def main():
    bad = []
    for root, _, files in os.walk(sys.argv[1]):
        for name in sorted(files):
            path = os.path.join(root, name)
            bad += [f"{name}: {fault}" for fault in check(path)]
    print("\n".join(bad) or "every member has its comment")
    return bool(bad)


sys.exit(main())
