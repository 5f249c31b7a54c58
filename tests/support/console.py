#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the commands that a page shows, and compares what they print with it.

usage: console.py PAGE.md [FOLDER]      in FOLDER; else in this one

In each piece of the page that begins with ```console, a line that begins with
"$ " is a command of sh (one that ends with \\ goes on), and the lines below it
are what it prints.  Where the page shows nothing, anything may be printed; "…"
stands for the rest of a line or, alone in its line, for any lines.  A command
must end with status 0, but for one below which stands "[status N]".  `cd`
holds for the pieces that follow.

```LANGUAGE file=NAME is the text of that file; ```diff file=NAME a change to it:
lines with " " stand there, lines with "-" go, lines with "+" come.  A piece with
needs=PROGRAM is left out where there is no such program.
"""
import os
import re
import shutil
import subprocess
import sys

PIECE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```", re.M | re.S)
STATUS = re.compile(r"\[status (\d+)\]$")


def commands(text):
    """(command, shown lines) of a piece."""
    found = []
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("$ "):
            command = line[2:]
            while command.endswith("\\"):
                command = command[:-1] + next(lines)
            found.append((command, []))
        elif found:
            found[-1][1].append(line)
    return found


def agrees(shown, printed):
    """Is what was printed what the page shows?"""
    pattern = ""
    for line in shown:
        if line == "…":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            parts = [re.escape(part) for part in line.split("…")]
            pattern += r"[^\n]*".join(parts) + r"\n"
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n")


def run(command, shown, folder):
    expected = 0
    if shown and STATUS.match(shown[-1]):
        expected = int(STATUS.match(shown.pop())[1])
    script = f"{command}\nstatus=$?\nprintf '\\n%s' \"$PWD\"\nexit $status"
    done = subprocess.run(["sh", "-c", script], cwd=folder, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL)
    printed, _, folder = done.stdout.rpartition("\n")
    print(f"$ {command}\n{printed.rstrip()}")
    if done.returncode != expected:
        sys.exit(f"ended with {done.returncode}, expected {expected}")
    if shown and not agrees(shown, printed):
        sys.exit("the page shows:\n" + "\n".join(shown))
    return folder


def change(path, diff):
    """Does to a file what a person would do with a page's diff."""
    lines = diff.splitlines()
    before = [line[1:] for line in lines if not line.startswith("+")]
    after = [line[1:] for line in lines if not line.startswith("-")]
    with open(path, encoding="utf-8") as file:
        text = file.read()
    old, new = ("".join(line + "\n" for line in part)
                for part in (before, after))
    if text.count(old) != 1:
        sys.exit(f"{path} has {text.count(old)} times:\n{old}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(old, new))


def piece(language, values, text, folder):
    """(the folder that holds from now on, how many commands were run)"""
    path = os.path.join(folder, values.get("file", ""))
    if language == "diff" and "file" in values:
        change(path, text)
    elif "file" in values:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    elif language == "console":
        for command, shown in commands(text):
            folder = run(command, shown, folder)
        return folder, len(commands(text))
    return folder, 0


def main():
    page, folder = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "."
    total = skipped = 0
    with open(page, encoding="utf-8") as file:
        pieces = PIECE.findall(file.read())
    for language, info, text in pieces:
        values = dict(word.split("=", 1) for word in info.split() if "=" in word)
        if "needs" in values and not shutil.which(values["needs"]):
            skipped += 1
            continue
        folder, count = piece(language, values, text, folder)
        total += count
    print(f"{total} commands of {page}, {skipped} pieces left out")
    if not total:
        sys.exit("the page shows no command")


main()
