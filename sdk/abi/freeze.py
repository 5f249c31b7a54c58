#!/usr/bin/env python3
# SPDX-License-Identifier: 0BSD
"""Freezes the headers of a release: a copy, and assertions about its layout.

usage: freeze.py [VERSION]      (1.0; from the root of the source tree)

Writes sdk/abi/VERSION/include, a copy of sdk/include, and
sdk/abi/VERSION/asserts.h: for each struct that its size has not become less
and that each member is where it was and as long as it was; for each
enumerator that its number is the same.  A compiler measures the numbers.
Once VERSION is released, neither file changes again.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HEADERS = ["stemma/stemma.h"]
STRUCT = re.compile(r"^typedef struct (\w+) \{\n(.*?)^\} \1;", re.M | re.S)
ENUM = re.compile(r"^\s*enum \{(.*?)\}", re.M | re.S)


def plain(text):
    """Without comments and macro definitions."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"^#.*?(?<!\\)\n", "", text, flags=re.M | re.S)


def members(body):
    """The names of a struct's members, in order."""
    for declaration in body.split(";"):
        function = re.search(r"\(\*(\w+)\)", declaration)
        if function:
            yield function[1]
            continue
        found = re.search(r"(\w+)(\[\d+\])?\s*$", declaration.strip())
        if found:
            yield found[1]


def read(folder):
    """(structs with their members, enumerators) of every header."""
    structs, constants = [], []
    for root, _, files in sorted(os.walk(folder)):
        for name in sorted(files):
            text = plain(open(os.path.join(root, name)).read())
            for found in STRUCT.finditer(text):
                structs.append((found[1], list(members(found[2]))))
            for found in ENUM.finditer(text):
                constants += re.findall(r"\b(STEMMA_\w+)\s*=", found[1])
    return structs, constants


def program(structs, constants):
    """C that prints one line of numbers for each of them."""
    lines = ["#include <stdio.h>", "#include <stddef.h>"]
    lines += [f"#include <{header}>" for header in HEADERS]
    lines += ["int main(void) {"]
    for name, names in structs:
        lines.append(f'printf("%zu\\n", sizeof({name}));')
        for member in names:
            lines.append(f'printf("%zu %zu\\n", offsetof({name}, {member}), '
                         f'sizeof((({name} *)0)->{member}));')
    lines += [f'printf("%ld\\n", (long){name});' for name in constants]
    return "\n".join(lines + ["return 0;", "}"])


def measure(include, structs, constants):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "measure.c")
        with open(source, "w") as file:
            file.write(program(structs, constants))
        binary = os.path.join(folder, "measure")
        compiler = os.environ.get("CC", "cc").split()
        subprocess.run(compiler + ["-w", "-I", include, source, "-o", binary],
                       check=True)
        done = subprocess.run([binary], check=True, capture_output=True,
                              text=True)
    return iter([int(number) for number in line.split()]
                for line in done.stdout.splitlines())


def asserts(version, structs, constants, numbers):
    lines = [
        "/* SPDX-License-Identifier: 0BSD",
        " *",
        f" * asserts.h - what plugins of ABI {version} rely on, for 64 bits.",
        " * Made by sdk/abi/freeze.py; a later release only appends.",
        " */",
        "#include <stddef.h>",
        *[f"#include <{header}>" for header in HEADERS],
        "",
        "#if UINTPTR_MAX == UINT64_MAX",
        "#define AT(type, member, offset, length) \\",
        "  _Static_assert(offsetof(type, member) == (offset) \\",
        "                 && sizeof(((type *)0)->member) == (length), \\",
        '                 #type "." #member " moved")',
        "#define SIZE(type, size) \\",
        '  _Static_assert(sizeof(type) >= (size), #type " shrank")',
        "#define IS(name, number) \\",
        '  _Static_assert((name) == (number), #name " changed")',
        "",
    ]
    for name, names in structs:
        lines.append(f"SIZE({name}, {next(numbers)[0]});")
        for member in names:
            offset, length = next(numbers)
            lines.append(f"AT({name}, {member}, {offset}, {length});")
    lines += [f"IS({name}, {next(numbers)[0]});" for name in constants]
    return "\n".join(lines + ["", "#undef AT", "#undef SIZE", "#undef IS",
                              "#endif", ""])


def main():
    version = sys.argv[1] if len(sys.argv) > 1 else "1.0"
    source = os.path.join("sdk", "include")
    frozen = os.path.join("sdk", "abi", version)
    shutil.rmtree(os.path.join(frozen, "include"), ignore_errors=True)
    shutil.copytree(source, os.path.join(frozen, "include"))
    structs, constants = read(os.path.join(source, "stemma"))
    numbers = measure(source, structs, constants)
    with open(os.path.join(frozen, "asserts.h"), "w") as file:
        file.write(asserts(version, structs, constants, numbers))
    count = sum(1 + len(names) for _, names in structs) + len(constants)
    print(f"{frozen}: {len(structs)} structs, {count} assertions")


main()
