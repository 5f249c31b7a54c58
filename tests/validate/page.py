#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The conformance page has every check as the program has it.

usage: page.py [--write] STEMMA PAGE.md

Behind each line `<!-- checks: file. module. -->` of the page stands the table
of the checks whose ids begin so.  --write renews the tables.
"""
import json
import re
import subprocess
import sys

MARK = re.compile(r"(<!-- checks: (.*?) -->\n)((?:\|.*\n)*)")
HEAD = "| check | level | what holds | what to do when it fails |\n" \
       "| --- | --- | --- | --- |\n"


def table(checks, prefixes):
    rows = [check for check in checks
            if any(check["id"].startswith(one) for one in prefixes)]
    return HEAD + "".join(
        f"| `{one['id']}` | {one['level']} | {one['title']} |"
        f" {one['advice'].replace('|', chr(92) + '|')} |\n" for one in rows)


def main():
    write = sys.argv[1] == "--write"
    stemma, page = sys.argv[1 + write:]
    listed = subprocess.run([stemma, "validate", "--list", "--format", "json"],
                            check=True, capture_output=True, text=True).stdout
    checks = [json.loads(line) for line in listed.splitlines()]
    with open(page, encoding="utf-8") as file:
        text = file.read()
    made = MARK.sub(lambda m: m[1] + table(checks, m[2].split()), text)
    number = re.search(r"(\d+) checks", made)
    made = made.replace(number[0], f"{len(checks)} checks")
    if write:
        with open(page, "w", encoding="utf-8") as file:
            file.write(made)
    missing = [one["id"] for one in checks if f"| `{one['id']}` |" not in made]
    if missing:
        print("no table has", ", ".join(missing))
    elif made != text and not write:
        print(f"{page} is not what the program says: run page.py --write")
    else:
        print(f"{len(checks)} checks")
        return 0
    return 1


sys.exit(main())
