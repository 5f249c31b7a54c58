# SPDX-License-Identifier: Apache-2.0
"""Writes a C file with the bytes of a text file: embed.py FILE NAME OUT.c"""
import json
import sys

source, name, target = sys.argv[1:]
with open(source, encoding="ascii") as file, open(target, "w") as out:
    out.write('#include "config/effective.h"\n\n')
    out.write(f"const char {name}[] =\n")
    for line in file:
        out.write(f"    {json.dumps(line)}\n")
    out.write("    ;\n")
