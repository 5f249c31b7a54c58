#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compiles each SDK header alone, in every dialect that a plugin may use.

usage: headers.py INCLUDE       prints TAP; STEMMA_TEST_ALL=1: every dialect

Warnings are errors.  -Wpadded proves that no struct has a hole, so that rows
may be compared and hashed byte by byte.
"""
import os
import shutil
import subprocess
import sys
import tempfile

WARN = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow",
        "-Wpadded", "-Werror", "-fsyntax-only"]
OLD = ["-Wall", "-Wextra", "-Werror", "-fsyntax-only"]
# Not about the headers: warnings that contradict older dialects or warn of
# what a reader of one header alone cannot use.
EVERYTHING = ["-Weverything", "-Werror", "-fsyntax-only", "-std=c11",
              "-Wno-unused-macros", "-Wno-declaration-after-statement",
              "-Wno-reserved-macro-identifier"]

# name, compiler, language, arguments, in the quick subset
DIALECTS = [
    ("gcc-c99", "gcc", "c", ["-std=c99"] + WARN, True),
    ("gcc-c11", "gcc", "c", ["-std=c11"] + WARN, False),
    ("gcc-c17", "gcc", "c", ["-std=c17"] + WARN, False),
    ("gcc-c2x", "gcc", "c", ["-std=c2x"] + WARN, False),
    ("gcc-c89", "gcc", "c", ["-std=c89", "-pedantic"] + OLD, False),
    ("gcc-gnu89", "gcc", "c", ["-std=gnu89"] + OLD, False),
    ("clang-c99", "clang", "c", ["-std=c99"] + WARN, False),
    ("clang-c11", "clang", "c", ["-std=c11"] + WARN, False),
    ("clang-c17", "clang", "c", ["-std=c17"] + WARN, False),
    ("clang-c2x", "clang", "c", ["-std=c2x"] + WARN, False),
    ("clang-everything", "clang", "c", EVERYTHING, True),
    ("g++-98", "g++", "c++", ["-std=c++98"] + WARN, True),
    ("g++-11", "g++", "c++", ["-std=c++11"] + WARN, False),
    ("g++-17", "g++", "c++", ["-std=c++17"] + WARN, False),
    ("g++-20", "g++", "c++", ["-std=c++20"] + WARN, False),
    ("clang++-98", "clang++", "c++", ["-std=c++98"] + WARN, False),
    ("clang++-11", "clang++", "c++", ["-std=c++11"] + WARN, False),
    ("clang++-17", "clang++", "c++", ["-std=c++17"] + WARN, False),
    ("clang++-20", "clang++", "c++", ["-std=c++20"] + WARN, True),
    ("freestanding", "gcc", "c",
     ["-std=c99", "-ffreestanding", "-nostdlib"] + WARN, True),
    # Pointers are shorter there, so that holes are no fault.
    ("32-bit", "gcc", "c",
     ["-std=c99", "-ffreestanding", "-m32"]
     + [flag for flag in WARN if flag != "-Wpadded"], False),
]


def headers(include):
    for root, _, files in os.walk(include):
        for name in files:
            if name.endswith(".h"):
                yield os.path.relpath(os.path.join(root, name), include)


def compile_all(include, names, compiler, language, arguments):
    """The compiler's words for the first header that it refuses, or None."""
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "one.c")
        for name in names:
            with open(source, "w") as file:
                file.write(f"#include <{name}>\n#include <{name}>\n"
                           "extern int one;\n")
            done = subprocess.run(
                [compiler, "-x", language, "-I", include] + arguments
                + [source], capture_output=True, text=True)
            if done.returncode:
                return f"{name}\n{done.stderr}"
    return None


def main():
    include = sys.argv[1]
    everything = os.environ.get("STEMMA_TEST_ALL") == "1"
    chosen = [one for one in DIALECTS if everything or one[4]]
    names = sorted(headers(include))
    print(f"1..{len(chosen)}")
    failed = 0
    for number, (name, compiler, language, arguments, _) in enumerate(chosen,
                                                                      1):
        if not shutil.which(compiler):
            print(f"ok {number} {name} # SKIP no {compiler} here")
            continue
        words = compile_all(include, names, compiler, language, arguments)
        failed += words is not None
        print(f"{'not ok' if words else 'ok'} {number} {name}: "
              f"{len(names)} headers")
        if words:
            print("# " + words.replace("\n", "\n# "))
    return failed > 0


sys.exit(main())
