#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every report format, read by a tool that is not ours.

usage: run.py STEMMA SCRATCH TOOLS     (in the project's root)
"""
import sys
import unittest

if __name__ == "__main__":
    tests = unittest.defaultTestLoader.loadTestsFromNames(
        ["tables", "places", "checks", "replay"])
    done = unittest.TextTestRunner().run(tests)
    sys.exit(not done.wasSuccessful())
