#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every plugin exports exactly one symbol.

usage: exports.py NM PLUGIN.so...
"""
import subprocess
import sys


def exported(nm, path):
    done = subprocess.run([nm, "-D", "--defined-only", path], check=True,
                          capture_output=True, text=True)
    return [line.split()[-1] for line in done.stdout.splitlines()]


def main():
    failed = False
    for path in sys.argv[2:]:
        names = exported(sys.argv[1], path)
        print(path, *names)
        failed |= names != ["stemma_module_v1"]
    return failed


sys.exit(main())
