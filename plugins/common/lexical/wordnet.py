#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make the table of wordnet.c: wordnet.py OUT.c [FOLDER]

FOLDER has WordNet's files (Debian: wordnet-base, /usr/share/wordnet); without
it the table is empty.  Kept are words of letters, irregular forms among them,
each with lists of numbers that wordnet.h explains.
"""
import collections
import sys

PARTS = ("noun", "verb", "adj", "adv")
PART_OF = {"n": 0, "v": 1, "a": 2, "s": 2, "r": 3}

# What a regular form of a word ends in, and its base form.
ENDINGS = (("ies", "y"), ("s", ""), ("es", ""), ("ied", "y"), ("ed", ""), ("ed", "e"),
           ("ing", ""), ("ing", "e"))

# How many senses of a word in each part of speech may be shared, and of how
# many the relations count: rare senses relate everything with everything.
SENSES = 4
FIRST_SENSES = 2
# The lists, in the order of wordnet.h, and the most numbers in each.
ROOM = {"senses": 12, "first": 12, "close": 12, "parents": 12, "contraries": 12}

Synset = collections.namedtuple("Synset", "words pointers")


def fnv(word):
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 % (1 << 64)
    return value


def read_synsets(folder):
    """(part, offset) -> its words and pointers: symbol, target, word here, word there."""
    synsets = {}
    for part, name in enumerate(PARTS):
        with open(f"{folder}/data.{name}", encoding="latin-1") as lines:
            for line in lines:
                if line.startswith("  "):
                    continue
                field = line.partition("| ")[0].split()
                count = int(field[3], 16)
                words = [w.split("(")[0].lower() for w in field[4:4 + 2 * count:2]]
                rest = field[5 + 2 * count:]
                pointers = [(rest[i], (PART_OF[rest[i + 2]], int(rest[i + 1])),
                             int(rest[i + 3][:2], 16), int(rest[i + 3][2:], 16))
                            for i in range(0, 4 * int(field[4 + 2 * count]), 4)]
                synsets[part, int(field[0])] = Synset(words, pointers)
    return synsets


def read_index(folder):
    """(word, part) -> offsets of its synsets, the commonest sense first."""
    index = {}
    for part, name in enumerate(PARTS):
        with open(f"{folder}/index.{name}", encoding="latin-1") as lines:
            for line in lines:
                if not line.startswith(" "):
                    field = line.split()
                    index[field[0], part] = [int(o) for o in field[-int(field[2]):]]
    return index


def exceptions(folder):
    """Irregular forms and their bases."""
    for name in PARTS:
        with open(f"{folder}/{name}.exc", encoding="latin-1") as lines:
            for line in lines:
                form, *bases = line.split()
                for base in bases:
                    yield form, base


def word_pointers(synset, word):
    """Pointers of the whole synset, and of this word in it alone."""
    for symbol, target, own, other in synset.pointers:
        if own == 0 or synset.words[own - 1] == word:
            yield symbol, target, other


def related(word, part, offset, synsets, antonyms):
    """What a sense of a word adds to its lists: (list, number or key)."""
    yield "first", (part, offset)
    for symbol, target, other in word_pointers(synsets[part, offset], word):
        if symbol in ("+", "\\", ">", "*", "&", "$"):
            yield "close", target
        elif symbol[0] == "@":
            yield "parents", target
        elif symbol == "!":
            yield "contraries", antonyms(word, synsets[target].words[other - 1])


def antonym_numbers():
    """Both words of a pair get numbers that differ in the last bit."""
    pairs = {}

    def number(word, other):
        pair = pairs.setdefault(tuple(sorted((word, other))), len(pairs))
        return 2 * pair + (word > other)

    return number


def describe(synsets, index):
    """word -> list -> keys"""
    antonyms = antonym_numbers()
    words = collections.defaultdict(lambda: collections.defaultdict(list))
    for (word, part), offsets in index.items():
        if not word.isalpha():
            continue
        words[word]["senses"] += [(part, o) for o in offsets[:SENSES]]
        for offset in offsets[:FIRST_SENSES]:
            for name, key in related(word, part, offset, synsets, antonyms):
                words[word][name].append(key)
    return words


def add_forms(words, folder):
    for form, base in exceptions(folder):
        if not form.isalpha() or base not in words:
            continue
        for name, keys in words[base].items():
            words[form][name] += keys


def table(folder):
    synsets = read_synsets(folder)
    words = describe(synsets, read_index(folder))
    add_forms(words, folder)
    numbers = {key: i for i, key in enumerate(sorted(synsets))}
    for word in sorted(words, key=fnv):
        lists = []
        for name, room in ROOM.items():
            keys = [k if isinstance(k, int) else numbers[k] for k in words[word].get(name, [])]
            lists.append(sorted(list(dict.fromkeys(keys))[:room]))
        yield fnv(word), lists


def useful(rows):
    """Without the numbers that no other list can meet, and words without any."""
    found = {name: collections.Counter() for name in ROOM}
    for _, lists in rows:
        for name, numbers in zip(ROOM, lists):
            found[name].update(numbers)
    first, close, parents = found["first"], found["close"], found["parents"]
    meets = {"senses": lambda n: found["senses"][n] > 1, "first": lambda n: close[n] or parents[n],
             "close": lambda n: first[n], "parents": lambda n: parents[n] > 1 or first[n],
             "contraries": lambda n: found["contraries"][n ^ 1]}
    for fold, lists in rows:
        kept = [[n for n in numbers if meets[name](n)] for name, numbers in zip(ROOM, lists)]
        if any(kept):
            yield fold, kept


def array(kind, name, values):
    rows = [",".join(map(str, values[i:i + 16])) for i in range(0, len(values), 16)]
    return f"const {kind} {name}[] = {{\n" + ",\n".join(rows) + "\n};\n"


def main(out, folder=None):
    folds, starts, lengths, numbers = [], [], [], []
    for fold, lists in useful(list(table(folder))) if folder else []:
        folds.append(f"{fold}u")
        starts.append(len(numbers))
        for found in lists:
            numbers += found
            lengths.append(len(found))
    with open(out, "w", encoding="ascii") as file:
        file.write('/* Made by plugins/common/lexical/wordnet.py. */\n#include "wordnet.h"\n')
        file.write(f"const uint32_t wordnet_count = {len(folds)};\n")
        file.write(array("uint64_t", "wordnet_folds", folds or ["0"]))
        file.write(array("uint32_t", "wordnet_starts", starts or [0]))
        file.write(array("uint8_t", "wordnet_lengths", lengths or [0]))
        file.write(array("uint32_t", "wordnet_numbers", numbers or [0]))


if __name__ == "__main__":
    main(*sys.argv[1:])
