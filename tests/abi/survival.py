#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The name card survives optimisers, linkers and strip.

usage: survival.py STEMMA INCLUDE SOURCE   prints TAP
STEMMA_TEST_ALL=1: every combination
"""
import itertools
import os
import shutil
import subprocess
import sys
import tempfile

COMPILERS = ["gcc", "clang"]
LEVELS = [["-O0"], ["-O2"], ["-O2", "-flto"]]
SECTIONS = [[], ["-ffunction-sections", "-fdata-sections",
                 "-Wl,--gc-sections"]]
LINKERS = ["bfd", "gold", "lld"]


def works(compiler, arguments):
    """Does this toolchain link anything at all with these arguments?"""
    done = subprocess.run([compiler, "-shared", "-fPIC", "-x", "c", "-",
                           "-o", os.devnull] + arguments, input="int one;",
                          capture_output=True, text=True)
    return done.returncode == 0


def card(stemma, path):
    done = subprocess.run([stemma, "plugins", "why", path],
                          capture_output=True, text=True)
    return "ok    note " in done.stdout, done.stdout


def combinations():
    everything = os.environ.get("STEMMA_TEST_ALL") == "1"
    for one in itertools.product(COMPILERS, LEVELS, SECTIONS, LINKERS):
        # lld does not read gcc's LTO objects: it links no code at all.
        if one[0] == "gcc" and "-flto" in one[1] and one[3] == "lld":
            continue
        if everything or (one[3] == "bfd" and one[2] and "-flto" not in one[1]
                          and "-O2" in one[1]):
            yield one


def main():
    stemma, include, source = sys.argv[1:4]
    cases = list(combinations())
    failed = 0
    print(f"1..{len(cases)}")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "card.so")
        for number, (compiler, level, sections, linker) in enumerate(cases, 1):
            arguments = level + sections + [f"-fuse-ld={linker}"]
            name = " ".join([compiler] + arguments)
            if not shutil.which(compiler) or not works(compiler, arguments):
                print(f"ok {number} {name} # SKIP not here")
                continue
            subprocess.run([compiler, "-shared", "-fPIC", "-I", include,
                            source, "-o", path] + arguments, check=True)
            subprocess.run(["strip", path], check=True)
            good, words = card(stemma, path)
            failed += not good
            print(f"{'ok' if good else 'not ok'} {number} {name}")
            if not good:
                print("# " + words.replace("\n", "\n# "))
    return failed > 0


sys.exit(main())
