# SPDX-License-Identifier: Apache-2.0
"""Writes the table of calls.h:  calls.py calls.txt OUT.c

A line of calls.txt is a rule and calls, "allow: read write"; a call has one
rule.  Those that a machine does not have are left out by its compiler.
"""
import sys

RULES = ("none", "keep", "allow", "fail", "bar")
source, target = sys.argv[1:]
rule_of = {}
with open(source, encoding="ascii") as lines:
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line.strip():
            continue
        rule, _, calls = line.partition(":")
        if rule not in RULES:
            sys.exit(f"{source}:{number}: no rule is named {rule!r}")
        for call in calls.split():
            if call in rule_of:
                sys.exit(f"{source}:{number}: {call} is there twice")
            rule_of[call] = rule
with open(target, "w", encoding="ascii") as out:
    out.write('#include "worker/calls.h"\n#include <sys/syscall.h>\n\n')
    out.write("static const SystemCall calls[] = {\n")
    for call, rule in rule_of.items():
        out.write(f"#ifdef SYS_{call}\n")
        out.write(f'  {{ SYS_{call}, RULE_{rule.upper()}, "{call}" }},\n')
        out.write("#endif\n")
    out.write("};\n\nconst SystemCall *\nsystem_calls(guint *count)\n{\n")
    out.write("  *count = G_N_ELEMENTS(calls);\n  return calls;\n}\n")
