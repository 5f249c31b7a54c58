# SPDX-License-Identifier: Apache-2.0
"""Writes a C file with all that `stemma new` copies.

usage: templates.py MANIFEST OUT.c [GENERATED]...

MANIFEST (sdk/template/manifest.json) says for each language and kind which
files a plugin's folder has, and of which sources each is put together.  A word
between two @ in a source is a member of the language's or the kind's object.  A
source may be one of GENERATED, by its file name.
The texts stand in C as lines, as C promises no string longer than 4,095 bytes.
"""
import json
import os
import re
import sys


def expand(text, values, source):
    """`text` with its @words@ replaced; an unknown word is a mistake here."""
    def value(found):
        if found[1] not in values:
            sys.exit(f"{source}: there is no value for {found[0]}")
        return values[found[1]]
    return re.sub(r"@([a-z]+)@", value, text)


def contents(folder, sources, values, generated):
    texts = []
    for source in sources:
        source = expand(source, values, "manifest.json")
        path = generated.get(source, os.path.join(folder, source))
        with open(path, encoding="ascii") as file:
            texts.append(expand(file.read(), values, path))
    return "\n".join(text.strip("\n") + "\n" for text in texts)


def files(manifest, folder, generated):
    """(language, kind, path, text) of every file."""
    for lang, language in manifest["langs"].items():
        for kind, values in manifest["kinds"].items():
            known = {"lang": lang, "kind": kind, **values,
                     **{key: text for key, text in language.items()
                        if isinstance(text, str)}}
            for path, sources in {**manifest["sources"],
                                  **language["sources"]}.items():
                if sources:
                    yield lang, kind, path, contents(folder, sources, known,
                                                     generated)


def main():
    path, target, *generated = sys.argv[1:]
    generated = {os.path.basename(name): name for name in generated}
    with open(path, encoding="ascii") as file:
        manifest = json.load(file)
    numbers, table, out = {}, [], []
    out.append('#include "command/template.h"')
    for lang, kind, name, text in files(manifest, os.path.dirname(path),
                                        generated):
        if text not in numbers:
            numbers[text] = len(numbers)
            out.append(f"static const char *const text_{numbers[text]}[] = {{")
            out += [f"  {json.dumps(line)}," for line in
                    text.splitlines(keepends=True)]
            out.append("  NULL,\n};")
        words = ", ".join(json.dumps(word) for word in (lang, kind, name))
        table.append(f"  {{ {words}, text_{numbers[text]} }},")
    out += ["const TemplateFile template_files[] = {", *table,
            "  { NULL, NULL, NULL, NULL },", "};", ""]
    with open(target, "w", encoding="ascii") as file:
        file.write("\n".join(out))


main()
