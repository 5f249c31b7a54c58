#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write the character tables of mt_chars.c: mt_chars.py OUTPUT.inc

Two tables, from this Python's unicodedata: the class bits of each code point
(white space, N*, P*, S*) in two stages of 128, and the code points whose
lower-case form is another single code point.
"""
import sys
import unicodedata

BLOCK = 128
BITS = {"N": 2, "P": 4, "S": 8}


def bits(code):
    char = chr(code)
    return BITS.get(unicodedata.category(char)[0], 0) | char.isspace()


def rows(values, width=12):
    for i in range(0, len(values), width):
        yield "  " + ", ".join(str(v) for v in values[i:i + width]) + ","


def table(kind, name, values):
    return ["static const %s %s[] = {" % (kind, name), *rows(values), "};", ""]


def main(path):
    index, blocks, numbers = [], [], {}
    for start in range(0, 0x110000, BLOCK):
        block = tuple(bits(c) for c in range(start, start + BLOCK))
        if block not in numbers:
            numbers[block] = len(numbers)
            blocks += block
        index.append(numbers[block])
    lower = [(c, ord(chr(c).lower())) for c in range(0x80, 0x110000)
             if len(chr(c).lower()) == 1 and chr(c).lower() != chr(c)]
    out = ["/* Made by mt_chars.py from Unicode %s. */"
           % unicodedata.unidata_version, ""]
    out += table("uint8_t", "class_index", index)
    out += table("uint8_t", "class_blocks", blocks)
    out += table("uint32_t", "lower_from", [a for a, _ in lower])
    out += table("uint32_t", "lower_to", [b for _, b in lower])
    assert len(numbers) < 256
    with open(path, "w", encoding="ascii") as file:
        file.write("\n".join(out))


main(sys.argv[1])
