#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every piece of C in the pages about the services compiles without a warning.

usage: pages.py INCLUDE PAGE...
"""
import os
import re
import subprocess
import sys

include, *pages = sys.argv[1:]
FLAGS = ["-std=c11", "-Wall", "-Wextra", "-Wno-unused-function", "-Werror",
         "-Wno-unused-variable", "-fsyntax-only", "-x", "c", "-"]
failed = False
for page in pages:
    with open(page, encoding="utf-8") as file:
        pieces = re.findall(r"^```c\n(.*?)^```", file.read(), re.M | re.S)
    source = "#include <stdio.h>\n#include <stemma/stemma.h>\n" + "".join(pieces)
    done = subprocess.run(os.environ.get("CC", "cc").split()
                          + ["-I", include, *FLAGS],
                          input=source, text=True, capture_output=True)
    print(f"{page}: {len(pieces)} pieces\n{done.stderr}")
    failed |= done.returncode != 0 or len(pieces) < 2
sys.exit(failed)
