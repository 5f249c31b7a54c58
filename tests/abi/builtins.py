#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every built-in plugin passes the checks that a stranger's must pass.

usage: builtins.py STEMMA PLUGIN.so...      prints TAP
"""
import subprocess
import sys

stemma, plugins = sys.argv[1], sys.argv[2:]
failed = 0
print(f"1..{len(plugins)}")
for number, plugin in enumerate(plugins, 1):
    done = subprocess.run([stemma, "plugins", "why", plugin],
                          capture_output=True, text=True)
    failed += done.returncode != 0
    print(f"{'not ok' if done.returncode else 'ok'} {number} {plugin}")
    if done.returncode:
        print("# " + (done.stdout + done.stderr).replace("\n", "\n# "))
sys.exit(failed > 0)
