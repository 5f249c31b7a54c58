#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""summary.py TESTLOG.json NAME COUNTS: says which test programs of a Meson run
failed and writes "PASSED FAILED SKIPPED" of their single tests to COUNTS.  A
program that does not print its own numbers counts as one."""
import json
import re
import sys

OWN = (
    re.compile(r"\[  PASSED  \] (\d+) test"),
    re.compile(r"\[  FAILED  \] (\d+) test"),
    re.compile(r"\[  SKIPPED \] (\d+) test"),
)
PLAIN = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", re.M)


def numbers(record):
    text = record.get("stdout", "") + record.get("stderr", "")
    plain = PLAIN.findall(text)
    if plain:
        return [sum(int(p[i]) for p in plain) for i in range(3)]
    return [sum(int(n) for n in own.findall(text)) for own in OWN]


def main(log, name, counts):
    total = [0, 0, 0]
    bad = 0
    with open(log, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            found = numbers(record)
            result = record["result"]
            if result in ("SKIP",):
                found = [0, 0, max(1, found[2])]
            elif result in ("OK", "EXPECTEDFAIL"):
                found = found if found[0] else [1, 0, 0]
            elif not found[1]:
                found = [found[0], 1, found[2]]
            if found[1]:
                bad += 1
                print(f"FAIL {name}: {record['name']} ({result})")
            total = [a + b for a, b in zip(total, found)]
    print(f"{'FAIL' if bad else 'ok'} {name}-tests: {total[0]} passed, "
          f"{total[1]} failed, {total[2]} skipped")
    with open(counts, "w", encoding="utf-8") as out:
        out.write("%d %d %d\n" % tuple(total))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
