#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compiles the layout assertions of each released ABI against today's headers.

usage: layout.py ABI INCLUDE      ABI: the folder with 1.0, 1.1, ...

Then proves that they can fail: with two members swapped they must name one.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile


def compile_with(include, asserts):
    done = subprocess.run(
        os.environ.get("CC", "cc").split()
        + ["-std=c11", "-fsyntax-only", "-I", include, asserts],
        capture_output=True, text=True)
    return done.returncode, done.stderr


def swapped(include, folder):
    """A copy of the headers with two members of a row swapped."""
    copy = os.path.join(folder, "include")
    shutil.copytree(include, copy)
    path = os.path.join(copy, "stemma", "layers.h")
    text = open(path).read()
    broken = re.sub(r"(  uint32_t kind; [^\n]*\n)(  uint32_t modifier; [^\n]*\n)",
                    r"\2\1", text)
    assert broken != text
    with open(path, "w") as file:
        file.write(broken)
    return copy


def main():
    abi, include = sys.argv[1:3]
    failed = False
    for version in sorted(os.listdir(abi)):
        asserts = os.path.join(abi, version, "asserts.h")
        if not os.path.exists(asserts):
            continue
        for headers in (include, os.path.join(abi, version, "include")):
            status, words = compile_with(headers, asserts)
            print(f"{version} against {headers}: "
                  f"{'moved' if status else 'ok'}\n{words}")
            failed |= status != 0
        with tempfile.TemporaryDirectory() as folder:
            status, words = compile_with(swapped(include, folder), asserts)
            if not status or "stemma_quantity.kind moved" not in words:
                print(f"{version}: swapped members were not seen\n{words}")
                failed = True
    return failed


sys.exit(main())
