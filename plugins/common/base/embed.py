#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make C source of data files, so that a plugin carries its data.

  embed.py OUT.c FILE...

FILE "number-words.txt" becomes `const char embed_number_words[]` (with a NUL
after the bytes) and `const unsigned embed_number_words_size` (without it).
common/base/embed.h declares them.  A file above LARGE is taken in by the assembler,
because a compiler needs a hundred times its size in memory for a list of bytes.
"""
import os
import re
import sys

LARGE = 1 << 18

HEAD = "/* Made by plugins/common/base/embed.py. */\n"
ARRAY = """extern const char embed_{n}[];
extern const unsigned embed_{n}_size;
const char embed_{n}[] = {{
{bytes}
0
}};
const unsigned embed_{n}_size = {size}u;
"""
INCBIN = """extern const unsigned embed_{n}_size;
__asm__(".section .rodata\\n"
        ".balign 64\\n"
        ".globl embed_{n}\\n"
        ".hidden embed_{n}\\n"
        ".type embed_{n}, %object\\n"
        "embed_{n}:\\n"
        ".incbin \\"{path}\\"\\n"
        ".byte 0\\n"
        ".size embed_{n}, {size} + 1\\n"
        ".previous\\n");
const unsigned embed_{n}_size = {size}u;
"""


def source(path):
    with open(path, "rb") as file:
        data = file.read()
    stem = os.path.splitext(os.path.basename(path))[0]
    fields = {"n": re.sub(r"\W", "_", stem), "size": len(data)}
    if len(data) > LARGE:
        return INCBIN.format(path=os.path.abspath(path), **fields)
    signed = [b - 256 if b > 127 else b for b in data]
    lines = [
        ",".join(map(str, signed[i : i + 24])) + ","
        for i in range(0, len(signed), 24)
    ]
    return ARRAY.format(bytes="\n".join(lines), **fields)


def main(out, paths):
    with open(out, "w", encoding="ascii") as file:
        file.write(HEAD + "".join(map(source, paths)))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
