#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gives each broken pipeline to stemma and compares what it says.

usage: run.py STEMMA FOLDER PLUGIN.so... [--write]     prints TAP

FOLDER/NAME.expected has standard error and then "status N".  The command is
"check NAME.ini article.txt", or what a comment of NAME.ini says: "# run: ...",
and "# with: VARIABLE=VALUE ..." sets the environment.  --write makes the
expected files, for a look before they are committed.
"""
import os
import re
import shlex
import subprocess
import sys

KEPT = ("PATH", "LD_LIBRARY_PATH", "LD_PRELOAD", "ASAN_OPTIONS",
        "UBSAN_OPTIONS", "TSAN_OPTIONS")


def directive(text, name):
    found = re.search(rf"^# {name}: (.*)$", text, re.MULTILINE)
    return shlex.split(found[1]) if found else []


def said(stemma, folder, name, plugins):
    """What stemma says about NAME.ini, and "status N"."""
    with open(os.path.join(folder, name + ".ini"), "rb") as file:
        text = file.read().decode("latin-1")
    environment = {key: os.environ[key] for key in KEPT if key in os.environ}
    environment.update(HOME="/nowhere", STEMMA_PLUGIN_PATH=plugins)
    environment.update(pair.split("=", 1)
                       for pair in directive(text, "with"))
    command = directive(text, "run") or ["check", name + ".ini", "article.txt"]
    run = subprocess.run([stemma] + command, cwd=folder, env=environment,
                         stdin=subprocess.DEVNULL, capture_output=True)
    output = run.stderr.decode("utf-8").replace(plugins, "PLUGINS")
    # Where this machine has plugins installed is not the matter here.
    output = re.sub(r"(searched: PLUGINS)(, .*)?$", r"\1", output,
                    flags=re.MULTILINE)
    if run.stdout:
        output += "and on standard output: " + run.stdout.decode("utf-8")
    return f"{output}status {run.returncode}\n"


def main():
    arguments = [a for a in sys.argv[1:] if a != "--write"]
    stemma, folder = map(os.path.abspath, arguments[:2])
    plugins = os.path.dirname(os.path.abspath(arguments[2]))
    names = sorted(entry[:-4] for entry in os.listdir(folder)
                   if entry.endswith(".ini"))
    print(f"1..{len(names)}")
    for number, name in enumerate(names, 1):
        path = os.path.join(folder, name + ".expected")
        found = said(stemma, folder, name, plugins)
        if "--write" in sys.argv:
            with open(path, "w", encoding="utf-8") as file:
                file.write(found)
        expected = ""
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                expected = file.read()
        good = found == expected
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        if not good:
            print("# expected:")
            print("".join(f"#   {line}\n" for line in expected.splitlines()))
            print("# found:")
            print("".join(f"#   {line}\n" for line in found.splitlines()))


main()
