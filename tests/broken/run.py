#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Loads each broken plugin and compares the refusal with what its source says.

usage: run.py STEMMA SOURCES PLUGIN.so...     prints TAP

The comment at the head of SOURCES/NAME.c has "refused: CODE" and the message,
wrapped, that loading it gives, or "fails: CODE" and the one that a run gives;
{file} is the plugin's path.  Files that no compiler makes are cut and patched
from the good plugin.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

EI_CLASS, EI_DATA, E_TYPE, E_MACHINE, E_PHENTSIZE = 4, 5, 16, 18, 54


TEXT = "\u00e9 late train\n"
PIPELINE = """[pipeline]
stages = broken
[broken]
plugin = org.example.broken
"""


def expectation(source):
    """(how, code, message) of a source's head, or None: it must load."""
    head = open(source, encoding="utf-8").read().split("*/")[0]
    found = re.search(r"(refused|fails): (E\d+)\n((?: \*   .*\n)+)", head)
    if not found:
        return None
    lines = [line[5:].strip() for line in found[3].splitlines()]
    return found[1], found[2], " ".join(lines)


def patched(data, at, value):
    return data[:at] + bytes([value]) + data[at + 1:]


def forged(good):
    """name, bytes, code, message of files made from the good plugin's."""
    library = b"libc.so.6\0"
    no_plugin = "{file} is not a stemma plugin: "
    yield "empty", b"", "E403", no_plugin + "not an ELF file"
    yield "text", b"just a note\n", "E403", no_plugin + "not an ELF file"
    yield ("cut_in_header", good[:40], "E403",
           no_plugin + "an ELF file that is cut short")
    yield ("cut_in_table", good[:80], "E403",
           no_plugin + "an ELF file that is cut short")
    yield ("narrow", patched(good, EI_CLASS, 1), "E403",
           no_plugin + "a 32-bit ELF file, and this stemma is 64-bit")
    yield ("big_endian", patched(good, EI_DATA, 2), "E403",
           no_plugin
           + "a big-endian ELF file, and this stemma is little-endian")
    yield ("other_machine", patched(good, E_MACHINE, 0x28), "E403",
           no_plugin + "an ELF file for another kind of processor")
    yield ("program", patched(good, E_TYPE, 2), "E403",
           no_plugin + "an ELF file, but not a shared object")
    yield ("headers", patched(good, E_PHENTSIZE, 8), "E403",
           no_plugin + "an ELF file with damaged program headers")
    if good.count(library) == 1:
        yield ("no_library", good.replace(library, b"libq.so.6\0"), "E401",
               "plugin file {file} cannot be loaded: libq.so.6: cannot open "
               "shared object file: No such file or directory")


def ask(stemma, path):
    """(exit status, code, message) of `stemma plugins why`."""
    done = subprocess.run([stemma, "plugins", "why", path],
                          capture_output=True, text=True)
    found = re.search(r"^FAIL  \S+ +(.*) \[(E\d+)\]$", done.stdout, re.M)
    if not found:
        return done.returncode, None, done.stdout + done.stderr
    return done.returncode, found[2], found[1]


def run(stemma, path):
    """(exit status, code, message) of a run with this plugin alone."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, folder)
        for name, text in (("p.ini", PIPELINE), ("text.txt", TEXT)):
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        done = subprocess.run([stemma, "run", "p.ini", "text.txt", "--report",
                               "jsonl", "--plugin-path", "."], cwd=folder,
                              capture_output=True, text=True)
    found = re.search(r"error: (.*) \[(E\d+)\]$", done.stderr, re.M)
    if not found:
        return done.returncode, None, done.stdout + done.stderr
    return done.returncode, found[2], found[1]


def judge(stemma, path, expected):
    """What is wrong, or None."""
    how = run if expected and expected[0] == "fails" else ask
    status, code, message = how(stemma, path)
    if expected is None:
        return None if status == 0 else f"must load, but: {message}"
    want = (2, expected[1], expected[2].replace("{file}", path))
    if (status, code, message) == want:
        return None
    return f"expected {want}\n  found    {(status, code, message)}"


def main():
    stemma, sources = os.path.abspath(sys.argv[1]), sys.argv[2]
    plugins = sys.argv[3:]
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        for plugin in plugins:
            name = os.path.basename(plugin)[:-3]
            cases.append((name, plugin, expectation(
                os.path.join(sources, name + ".c"))))
            if name == "good":
                good = open(plugin, "rb").read()
        for name, data, code, message in forged(good):
            path = os.path.join(folder, name + ".so")
            with open(path, "wb") as file:
                file.write(data)
            cases.append((name, path, ("refused", code, message)))
        print(f"1..{len(cases)}")
        failed = 0
        for number, (name, path, expected) in enumerate(cases, 1):
            wrong = judge(stemma, path, expected)
            failed += wrong is not None
            print(f"{'not ok' if wrong else 'ok'} {number} {name}")
            if wrong:
                print("# " + wrong.replace("\n", "\n# "))
    return failed > 0


sys.exit(main())
