#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make the table of wordnet.c: wordnet.py OUT.c [FOLDER]

FOLDER has WordNet's index files (Debian: wordnet-base, /usr/share/wordnet);
without it the table is empty.  Kept are words of letters with their first
senses in each part of speech, as far as another such word shares the sense.
"""
import sys

SENSES = 4
PARTS = ("noun", "verb", "adj", "adv")


def fnv(word):
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 % (1 << 64)
    return value


def read(folder):
    senses = {}
    for number, part in enumerate(PARTS):
        with open(f"{folder}/index.{part}", encoding="latin-1") as lines:
            for line in lines:
                field = line.split()
                if line.startswith(" ") or not field[0].isalpha():
                    continue
                offsets = field[-int(field[2]):][:SENSES]
                found = senses.setdefault(field[0], [])
                found += [(number, int(offset)) for offset in offsets]
    return senses


def shared(senses):
    words = {}
    for word, found in senses.items():
        for sense in found:
            words[sense] = words.get(sense, 0) + 1
    numbers = {s: i for i, s in enumerate(sorted(s for s in words if words[s] > 1))}
    for word, found in senses.items():
        kept = sorted(numbers[s] for s in found if s in numbers)
        if kept:
            yield fnv(word), kept


def array(kind, name, values):
    rows = [",".join(map(str, values[i:i + 16])) for i in range(0, len(values), 16)]
    return f"const {kind} {name}[] = {{\n" + ",\n".join(rows) + "\n};\n"


def main(out, folder=None):
    table = sorted(shared(read(folder))) if folder else []
    folds = [f"{fold}u" for fold, _ in table]
    starts, senses = [0], []
    for _, kept in table:
        senses += kept
        starts.append(len(senses))
    with open(out, "w", encoding="ascii") as file:
        file.write('/* Made by plugins/common/wordnet.py. */\n#include "wordnet.h"\n')
        file.write(f"const uint32_t wordnet_count = {len(table)};\n")
        file.write(array("uint64_t", "wordnet_folds", folds or ["0"]))
        file.write(array("uint32_t", "wordnet_starts", starts))
        file.write(array("uint32_t", "wordnet_senses", senses or [0]))


main(*sys.argv[1:])
