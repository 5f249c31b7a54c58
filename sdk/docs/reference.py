#!/usr/bin/env python3
# SPDX-License-Identifier: 0BSD
"""Writes the reference from the headers: reference.py INCLUDE reference.md

Each struct becomes a table of its members; enumerators become lists.  The words
are the headers' own comments and the build makes the page, so that it cannot
say anything else than they do.
"""
import os
import re
import sys

HEADERS = ["abi.h", "schema.h", "option.h", "host.h", "plugin.h", "note.h",
           "util.h", "layers.h", "ext/log.h", "ext/memory.h", "ext/progress.h",
           "ext/resource.h"]
COMMENT = r"/\*(?:[^*]|\*(?!/))*\*/"
PIECE = re.compile(
    rf"^(?P<comment>{COMMENT}\n)?(?:"
    r"typedef struct (?P<struct>\w+) \{\n(?P<members>.*?)^\} (?P=struct);"
    r"|enum \{(?P<enum>.*?)\};"
    r"|#define (?P<macro>STEMMA_\w+(?:\([^)]*\))?)"
    rf"(?:[^\n/]|/(?!\*))*(?P<behind>{COMMENT})?"
    r"|STEMMA_INLINE (?P<inline>[^{]*?)\n\{"
    r"|STEMMA_EXPORT (?P<export>[^;]*);)", re.M | re.S)
MEMBER = re.compile(rf"(?P<before>{COMMENT})?\s*(?P<text>[^;/]+);"
                    rf"[ \t]*(?P<behind>{COMMENT})?", re.S)
VALUE = re.compile(rf"(?P<name>STEMMA_\w+)\s*=[^,/]*,?[ \t]*(?P<behind>{COMMENT})?",
                   re.S)
INSIDE = {"STEMMA_BEGIN", "STEMMA_END", "STEMMA_INLINE", "STEMMA_LAYER_OF"}


def words(comment, joint=" "):
    """A comment as text; where it has a blank line, `joint` stands."""
    lines = re.sub(r"^/\*|\*/$", "", (comment or "").strip()).splitlines()
    lines = [re.sub(r"^\s*\* ?", "", line).strip() for line in lines]
    paragraphs = re.split(r"\n{2,}", "\n".join(lines))
    return joint.join(" ".join(one.split()) for one in paragraphs).strip()


def cell(text):
    return text.replace("|", "\\|").replace("<", "&lt;")


def table(members):
    lines = ["", "| member | meaning |", "| --- | --- |"]
    for found in MEMBER.finditer(members):
        declaration = " ".join(found["text"].split())
        meaning = words(found["behind"] or found["before"])
        lines.append(f"| `{cell(declaration)}` | {cell(meaning)} |")
    return lines


def values(body):
    lines = [""]
    for found in VALUE.finditer(body):
        meaning = words(found["behind"])
        lines.append(f"- `{found['name']}`" + (f": {meaning}" if meaning else ""))
    return lines


def piece(found):
    comment = words(found["comment"]) or words(found["behind"])
    if found["struct"]:
        return ["", f"### {found['struct']}", "", comment,
                *table(found["members"])]
    if found["enum"] is not None:
        return (["", comment] if comment else []) + values(found["enum"])
    shown = found["macro"] or found["inline"] or found["export"]
    shown = " ".join(shown.split())
    name = re.match(r"\w+", shown)[0]
    if name in INSIDE or name.endswith("_H"):
        return []
    return ["", f"`{shown}`" + (f": {comment}" if comment else "")]


def page(folder):
    lines = ["# Reference", "",
             "Made from the headers by `sdk/docs/reference.py`; the rules that "
             "hold for all of it stand in [abi.md](abi.md)", "and at the top of "
             "`stemma/abi.h`. In brackets behind a function: the thread that "
             "calls it."]
    for header in HEADERS:
        with open(os.path.join(folder, "stemma", header),
                  encoding="ascii") as file:
            text = file.read()
        head = re.match(COMMENT, text)[0]
        about = re.search(r" - (.*)", words(head, "\n\n"), re.S)[1]
        lines += ["", f"## stemma/{header}", "", about[0].upper() + about[1:]]
        for found in PIECE.finditer(text, len(head)):
            more = piece(found)
            lines += more if more != lines[-len(more):] else []
    return "\n".join(lines) + "\n"


def main():
    include, target = sys.argv[1:]
    with open(target, "w", encoding="ascii") as file:
        file.write(page(include))


main()
