#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every piece of C in the plugin guide stands in the example, word by word.

usage: guide.py GUIDE SOURCE
"""
import re
import sys

guide = open(sys.argv[1], encoding="utf-8").read()
source = open(sys.argv[2], encoding="utf-8").read()
pieces = re.findall(r"^```c\n(.*?)^```", guide, re.M | re.S)
missing = [piece for piece in pieces if piece not in source]
for piece in missing:
    print(f"not in {sys.argv[2]}:\n{piece}")
print(f"{len(pieces)} pieces")
sys.exit(bool(missing) or len(pieces) < 5)
