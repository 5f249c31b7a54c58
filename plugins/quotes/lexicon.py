#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""lexicon.py DATA-DIR OUT.c - the word lists as tables without collisions.

Keys are FNV-1a 64 of the lower-case form, as in the field `fold` of the layer
`token`.  Bits stand in lexicon.h in the same order as the names here.

Each word belongs to a bucket, and each bucket has a factor that sends its words
to slots of their own (hash and displace): one look tells what a word is.  Words
of which the same is known share it.  First names that are nothing else have a
table of their own, which only words with a capital are looked up in.
"""
import sys

CLASSES = (
    "pronoun personal object he she plural first poss det prep conj sub rel "
    "be aux content neg adverb time title role group org particle number work "
    "language translation statement called verb asker".split()
)
EXTRA = {"male": "he", "female": "she", "first-male": "he",
         "first-female": "she"}
NAMES = {"first-male", "first-female", "male", "female"}
ORGS = {"any-firm": 1, "any-society": 2}  # ORG_... of lexicon.h
LISTS = ("caption", "unnamed", "month")  # FoldList of lexicon.h
CUES = "say tell demand commit judge report think phrasal".split()
FORMS = "base s ed ing en".split()  # from bit 8 on
SINGLE = "to by according that of as so in".split()
SPECIAL = {"clause": 13, "thing": 14, "people": 14, "source": 19, "short": 15, "noun": 25,
           "epithet": 25, "particle-back": 26, "cue-noun": 27,
           "speech-noun": 28, "object-tie": 29,
           "poll": 30, "contrast": 31}
# WORD_CUES of lexicon.h: all cues; according, in, cue-noun, speech-noun
CUE_MASK = 0xFF | 1 << 19 | 1 << 24 | 1 << 27 | 1 << 28
# ENDINGS_... of endings.h
ENDINGS = ("family-she family-he given-she given-he trade people agent aged "
           "woman man".split())
FIRST_NAME = 1 << 16
GENDERS = 1 << CLASSES.index("he") | 1 << CLASSES.index("she")
SLOTS = 8192  # as in lexicon.h
BUCKETS = 2048
SHORT_SLOTS = 256
KINDS = 1024


def fold(word):
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def rows(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def third(verb):
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def past(verb, double):
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if double else "") + "ed"


def gerund(verb, double):
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if double else "") + "ing"


def forms(verb, irregular):
    double = verb.startswith("+")
    verb = verb.lstrip("+")
    given = irregular.split()
    pasts = given[:1] or [past(verb, double)]
    yield verb, "base"
    yield third(verb), "s"
    yield gerund(verb, double), "ing"
    for form in pasts:
        yield form, "ed"
    for form in given[1:] or pasts:
        yield form, "en"
    if double and not given:
        yield past(verb, False), "ed"
        yield gerund(verb, False), "ing"


class Table:
    def __init__(self):
        self.words = {}
        self.orgs = {}
        self.lists = {name: [] for name in LISTS}

    def add(self, word, bits=0, cue=0):
        for form in {word, word.replace("'", "\u2019")}:
            old = self.words.get(form, (0, 0))
            self.words[form] = (old[0] | bits, old[1] | cue)

    def classes(self, path):
        for name, words in rows(path):
            if name in ORGS:
                for word in words.split():
                    self.orgs[word] = self.orgs.get(word, 0) | ORGS[name]
                continue
            if name in self.lists:
                self.lists[name] += words.split()
                continue
            key = EXTRA.get(name, name)
            if name in SPECIAL:
                for word in words.split():
                    self.add(word, 0, 1 << SPECIAL[name])
                continue
            for word in words.split():
                self.add(word, 1 << CLASSES.index(key))
                if name.startswith("first-"):
                    self.add(word, 0, FIRST_NAME)

    def verbs(self, path, cues):
        for fields in rows(path):
            irregular = fields[-1] if len(fields) > 1 else ""
            mask = 0
            if cues:
                names = fields[1].split()
                mask = sum(1 << (SPECIAL[c] if c in SPECIAL else CUES.index(c))
                           for c in names)
            for form, name in forms(fields[0], irregular):
                self.add(form, 1 << CLASSES.index("verb"),
                         mask | 1 << (8 + FORMS.index(name)))


def slot_of(key, factor):
    return ((key >> 32) * factor & 0xFFFFFFFF) >> 19


def place(words):
    """The word of each slot, and the factor of each bucket."""
    slots, buckets = [None] * SLOTS, [[] for _ in range(BUCKETS)]
    factors = [1] * BUCKETS
    for word in sorted(words):
        buckets[fold(word) % BUCKETS].append(word)
    for at in sorted(range(BUCKETS), key=lambda at: -len(buckets[at])):
        keys = [fold(word) for word in buckets[at]]
        for factor in range(1, 65536):
            found = {slot_of(key, factor) for key in keys}
            if len(found) == len(keys) and not any(slots[i] for i in found):
                break
        else:
            sys.exit("lexicon.py: too many words: double SLOTS")
        for key, word in zip(keys, buckets[at]):
            slots[slot_of(key, factor)] = word
        factors[at] = factor
    return slots, factors


def place_of(kinds, word):
    """PLACE_... of lexicon.h."""
    bits, cue = word
    return (kinds.index(word) | (bits != 0) << 16
            | (cue & CUE_MASK != 0) << 17)


def write_lexicon(file, name, words):
    slots, factors = place(words)
    kinds = [(0, 0)] + sorted(set(words.values()))
    if len(kinds) > KINDS:
        sys.exit("lexicon.py: too many kinds: double KINDS")
    file.write("const Lexicon %s = {\n.factors = {\n" % name)
    for factor in factors:
        file.write("  %d,\n" % factor)
    file.write("},\n.slots = {\n")
    for at, word in enumerate(slots):
        if word:
            file.write("  [%d] = { 0x%08xu, 0x%xu },\n"
                       % (at, fold(word) & 0xFFFFFFFF,
                          place_of(kinds, words[word])))
    file.write("},\n.kinds = {\n")
    for kind in kinds:
        file.write("  { { { 0x%08xu, 0x%xu } } },\n" % kind)
    file.write("},\n};\n\n")


def short_slot_of(key, factor):
    return ((key >> 32) * factor & 0xFFFFFFFF) >> 24


def write_index(file, name, keys):
    """A ShortIndex of lexicon.h: a slot of its own for each of a few words."""
    for factor in range(1, 1 << 20, 2):
        slots = [short_slot_of(key, factor) for key in keys]
        if len(set(slots)) == len(keys):
            break
    else:
        sys.exit(f"lexicon.py: too many words for {name}: double SHORT_SLOTS")
    file.write("const ShortIndex %s = {\n.factor = %d,\n.slots = {\n"
               % (name, factor))
    for at, slot in enumerate(slots):
        file.write("  [%d] = %d,\n" % (slot, at + 1))
    file.write("},\n};\n\n")


def write_orgs(file, orgs):
    listed = sorted((fold(word), kind) for word, kind in orgs.items())
    file.write("const OrgWord lexicon_orgs[] = {\n")
    for key, kind in listed:
        file.write("  { UINT64_C(0x%016x), %d },\n" % (key, kind))
    file.write("};\n")
    write_index(file, "lexicon_org_index", [key for key, _ in listed])


def letters(endings, at):
    """The set of EndingLetters; an ending of one letter may follow any."""
    if any(len(ending) < at for ending in endings):
        return 0xFFFFFFFF
    return sum(1 << bit for bit in {ending.encode()[-at] & 31
                                    for ending in endings})


def write_endings(file, path):
    lists = {name: words.split() for name, words in rows(path)}
    first = [0]
    file.write('#include "endings.h"\n\nconst Ending endings[] = {\n')
    for name in ENDINGS:
        for ending in lists[name]:
            file.write('  { "%s", %d },\n' % (ending, len(ending.encode())))
        first.append(first[-1] + len(lists[name]))
    file.write("};\nconst uint16_t endings_first[] = { %s };\n"
               % ", ".join(map(str, first)))
    file.write("const EndingLetters endings_letters[] = {\n")
    for name in ENDINGS:
        file.write("  { 0x%08xu, 0x%08xu },\n"
                   % (letters(lists[name], 2), letters(lists[name], 1)))
    file.write("};\n")


def write_roles(file, path):
    """Kinds become bits by their first appearance; see data/roles.tsv."""
    bits = {}

    def mask(names):
        return sum(1 << bits.setdefault(name, len(bits))
                   for name in names.split())

    file.write('#include "role_words.h"\n\nconst RoleWord role_words[] = {\n')
    words = []
    for fields in rows(path):
        word, kinds, wide = (fields + ["", ""])[:3]
        if len(word) > 11:
            sys.exit(f"{path}: {word} has more than RoleWord's 11 letters")
        file.write('  { "%s", %d, %d },\n' % (word, mask(kinds), mask(wide)))
        words.append(word)
    if len(bits) > 8:
        sys.exit(f"{path}: {len(bits)} kinds, and RoleWord has 8 bits")
    file.write("};\n")
    write_index(file, "role_index", [fold(word) for word in words])


def write_short_titles(file, path):
    listed = list(rows(path))
    file.write("const ShortTitle short_titles[] = {\n")
    for short, full in listed:
        if not 2 <= len(short) <= 4:
            sys.exit(f"{path}: {short} has not two to four letters")
        file.write('  { "%s", %d, UINT64_C(0x%016x) },\n'
                   % (short, len(short), fold(full)))
    file.write("};\n")
    write_index(file, "short_title_index", [fold(short) for short, _ in listed])


def write_list(file, name, words):
    file.write("static const uint64_t %s[] = {\n" % name)
    for word in words:
        file.write("  UINT64_C(0x%016x),\n" % fold(word))
    file.write("};\nconst FoldList lexicon_%s = { %s, %d };\n\n"
               % (name, name, len(words)))


def is_name(known):
    return known[1] == FIRST_NAME and not known[0] & ~GENDERS


def write(data, out, table):
    words = table.words
    with open(out, "w", encoding="utf-8") as file:
        file.write('/* Made by lexicon.py. */\n#include "lexicon.h"\n\n')
        write_orgs(file, table.orgs)
        for name, listed in table.lists.items():
            write_list(file, name, listed)
        write_lexicon(file, "lexicon", {word: known for word, known
                                        in words.items()
                                        if not is_name(known)})
        write_lexicon(file, "lexicon_names", {word: known for word, known
                                              in words.items()
                                              if is_name(known)})
        write_roles(file, data + "/roles.tsv")
        write_short_titles(file, data + "/short-titles.tsv")
        write_endings(file, data + "/endings.tsv")


def main(data, out):
    table = Table()
    table.classes(data + "/words.tsv")
    table.classes(data + "/names.tsv")
    table.verbs(data + "/cues.tsv", True)
    table.verbs(data + "/verbs.tsv", False)
    for at, word in enumerate(SINGLE):
        table.add(word, 0, 1 << (17 + at))
    write(data, out, table)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
