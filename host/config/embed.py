# SPDX-License-Identifier: Apache-2.0
"""Writes a C file with the lines of a text file: embed.py FILE NAME OUT.c

The array ends with NULL.  Lines, as C promises no string longer than 4,095
bytes.
"""
import json
import sys

source, name, target = sys.argv[1:]
with open(source, encoding="ascii") as file, open(target, "w") as out:
    out.write("#include <stddef.h>\n\n")
    out.write(f"extern const char *const {name}[];\n")
    out.write(f"const char *const {name}[] = {{\n")
    for line in file:
        out.write(f"  {json.dumps(line)},\n")
    out.write("  NULL,\n};\n")
