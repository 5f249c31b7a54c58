#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make the two-stage tables of utf8.c:  unicode.py OUT.c unicode.txt

A code point's block (its high bits) picks a row of property numbers, and the
property has the class and the distance to its folded form.
"""
import sys

CLASSES = [
    "blank",
    "line",
    "lower",
    "upper",
    "letter",
    "digit",
    "number",
    "punctuation",
    "symbol",
    "mark",
]
SHIFT = 7


def read(path):
    classes = [CLASSES.index("symbol")] * 0x110000
    deltas = {}
    with open(path, encoding="ascii") as lines:
        for line in lines:
            part = line.split()
            if not part or line.startswith("#"):
                continue
            first, last = int(part[1], 16), int(part[2], 16)
            if part[0] == "fold":
                for c in range(first, last + 1, int(part[3])):
                    deltas[c] = int(part[4])
            else:
                for c in range(first, last + 1):
                    classes[c] = CLASSES.index(part[0])
    return classes, deltas


def number(table, key):
    return table.setdefault(key, len(table))


def listing(values):
    rows = [
        ",".join(map(str, values[i : i + 24])) for i in range(0, len(values), 24)
    ]
    return ",\n".join(rows)


def main(out, path):
    classes, deltas = read(path)
    properties, blocks, index = {}, {}, []
    for start in range(0, 0x110000, 1 << SHIFT):
        block = tuple(
            number(properties, (classes[c], deltas.get(c, 0)))
            for c in range(start, start + (1 << SHIFT))
        )
        index.append(number(blocks, block))
    assert len(properties) < 256 and len(blocks) < 65536
    cells = [cell for block in blocks for cell in block]
    with open(out, "w", encoding="ascii") as file:
        file.write('/* Made by plugins/common/text/unicode.py. */\n#include "utf8.h"\n')
        for kind, name, values in (
            ("uint16_t", "utf8_blocks", index),
            ("uint8_t", "utf8_cells", cells),
            ("uint8_t", "utf8_classes", [p[0] for p in properties]),
            ("int32_t", "utf8_deltas", [p[1] for p in properties]),
        ):
            file.write(f"const {kind} {name}[] = {{\n{listing(values)}\n}};\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
