#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the commands that a page shows, and compares what they print with it.

usage: console.py PAGE.md [FOLDER]      in FOLDER; else in this one

In each piece of the page that begins with ```console, a line that begins with
"$ " is a command of sh (one that ends with \\ goes on), and the lines below it
are what it prints.  Where the page shows nothing, anything may be printed; "…"
stands for the rest of a line or, alone in its line, for any lines.  A command
must end with status 0, but for one after which the page says "[status N]".
`cd` holds for the commands that follow.  In a piece that begins with
```LANGUAGE and has `file=NAME` behind it, the text is written into that file.
"""
import re
import subprocess
import sys

PIECE = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```", re.M | re.S)
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


def main():
    page, folder = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "."
    count = 0
    with open(page, encoding="utf-8") as file:
        pieces = PIECE.findall(file.read())
    for language, name, text in pieces:
        if name:
            with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
                file.write(text)
        elif language == "console":
            for command, shown in commands(text):
                folder = run(command, shown, folder)
                count += 1
    print(f"{count} commands of {page}")
    if not count:
        sys.exit("the page shows no command")


main()
