#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_news.py [--varied | --repeat FILE...] [--dense] MEGABYTES [SEED] > news.jsonl

Invented news, one document a line, from templates with names, places, amounts
and quotes that vary: a quantity in each 380 or 400 bytes and a quote in each 170 or
250, where the articles of PolNeAR have one in each 409 and 239.  The same arguments give the same bytes.

  (nothing)  few words: 400 articles, their paragraphs in another order each time
  --varied   many words: no two articles share more than common words, and names
             and nouns are made up, the frequent ones far more often than the rest
  --repeat   the text of the files, again and again under other ids
  --dense    a quantity in each 80 bytes, three times as many as in stock market
             reports: what lining them up takes at worst
"""
import argparse
import itertools
import json
import random
import sys

FIRST = "Ana Bela Carl Dora Emil Fatima Goran Hana Ivo Jana Karim Lena Milan Nora Oskar Petra".split()
LAST = "Adler Borg Castell Dahl Eriksen Farkas Gruber Holm Ivers Jansen Kovac Lund Moreau Novak".split()
PLACE = "Veltgard Ostmark Lindau Porto Halden Brevik Tarnow Arkona Skagen Mirow".split()
ROLE = ["mayor of {p}", "the minister", "a spokeswoman", "the union's leader", "a historian", "the harbour master"]
VERB = "said told reporters added warned argued insisted explained promised replied".split()
CLAIM = ["We will not leave the table until the ferries sail again",
         "Nobody on this coast believes the figures from {p}",
         "The council was asked three times and kept silent each time",
         "It is a good day for the workers of {p} and for their children",
         "What happened in {p} must never happen again",
         "The price of bread matters more than speeches"]
QUIET = ["Rain and strong wind kept the boats in the harbour of {p} while their owners waited for the ferry company to answer.",
         "Critics called the plan a disaster, but most members of the cooperative voted for it after a calm debate in the old school.",
         "The ferry company did not return calls, and its office on the quay of {p} stayed dark behind drawn curtains all afternoon.",
         "{f} {n}, who grew up above a bakery in {p}, has written about the harbour and its strikes since leaving university.",
         "In {p}, fishermen who had come from the islands overnight carried crates of herring past the silent cranes to the market.",
         "Neighbours described a quiet street where children play between parked vans and where nobody had expected the police.",
         "The government has promised to publish the contract with the shipyard, though not the letters that came before it.",
         "Whether the talks will go on depends on the court in {p}, which has yet to decide who owns the land under the terminal."]
PLAIN = ["The council of {p} met for {h} hours on Tuesday to discuss the budget of {m} million crowns.",
         "About {k} people marched through {p} on Saturday, police said, more than twice as many as in spring.",
         "The new bridge near {p}, {l}.{d} kilometres long, is due to open in {y} years.",
         "Exports fell by {d}.{h} percent in the third quarter, the statistics office reported.",
         "Rain and strong wind kept the boats in the harbour of {p} for the second week.",
         "{f} {n}, {a}, who grew up in {p}, has led the cooperative for more than {y} years.",
         "Critics called the plan a disaster, but a majority of the members voted for it.",
         "A court in {p} found that the company had ignored {h} warnings from its own engineers.",
         "The school, built for {k} pupils, has lost a quarter of its teachers since January."]


def fill(r, text):
    return text.format(p=r.choice(PLACE), f=r.choice(FIRST), n=r.choice(LAST), h=r.randint(2, 9),
                       m=r.randint(2, 900), k=r.randint(120, 90000), l=r.randint(1, 40),
                       d=r.randint(1, 9), y=r.randint(2, 30), a=r.randint(25, 80))


def sentence(r, dense):
    kind = r.random()
    if kind < (0.3 if dense else 0.2):
        who = f"{r.choice(FIRST)} {r.choice(LAST)}"
        role = fill(r, r.choice(ROLE))
        return f"“{fill(r, r.choice(CLAIM))},” {who}, {role}, {r.choice(VERB)}."
    return fill(r, r.choice(PLAIN if dense or kind > 0.81 else QUIET))


def article(r, dense):
    paragraphs = [" ".join(sentence(r, dense) for _ in range(r.randint(2, 4))) for _ in range(r.randint(6, 14))]
    return fill(r, "A long week in {p}") + "\n\n" + "\n\n".join(paragraphs) + "\n"


ONSET = "b br d dr f fl g gr h k kl l m n p pr r s st t tr v w".split()
NUCLEUS = "a e i o u ai ea oo".split()
CODA = ["", "", "l", "n", "nd", "r", "rk", "st", "t"]
VARIED = ["The {n1} of {N} {v} {m} million crowns for the {n2} on {day}.",
          "About {k} {n1} left {N} after the {n2}, and {h} percent of the {n3} {v} it.",
          "{N} {N2}, {a}, {v} the {n1} for {y} years before the {n2} in {N3}.",
          "“The {n1} must not {v2} our {n2}, and no {n3} of {N} ever will,” said {N2} {N3}, the {n4} of {N}.",
          "{N2} {N3} told reporters that the {n1} near {N} was {l}.{h} kilometres long and {v} {k} {n2}.",
          "Critics called the {n1} a disaster, but the {n2} of {N} {v} the {n3} within {h} hours.",
          "“We {v} {m} {n1} in {N},” {N2} {N3} insisted, “and the {n2} {v} nothing.”",
          "In {N}, where the {n1} {v} a {n2}, at least {y} {n3} waited {h} days for the {n4}."]
VARIED_QUIET = ["The {n1} of {N} {v} the {n2} for which {N2} had asked the {n3} in a letter on {day}.",
                "“The {n1} of {N} must not {v2} our {n2}, and no {n3} ever will again,” said {N2} {N3}, the {n4} of {N}.",
                "Critics called the {n1} a disaster, but the {n2} of {N} {v} the {n3} after a calm {n4}.",
                "{N2} {N3}, who {v} the {n1} before the {n2}, left {N} with the {n3} and did not return for the {n4}.",
                "It was the {n1} of {N} that {v} the {n2}, long after the {n3} had gone from the {n4}.",
                "In {N}, where the {n1} {v} a {n2}, the {n3} waited all night for the {n4} and its {n2}.",
                "Neither the {n1} nor the {n2} of {N} would say why the {n3} had {v} the {n4} so late."]


def word(number):
    """The word of a rank; frequent words are short."""
    r = random.Random(number)
    syllables = 1 if number < 60 else 2 if number < 5000 else 3
    return "".join(r.choice(ONSET) + r.choice(NUCLEUS) + r.choice(CODA) for _ in range(syllables))


def varied(r, dense):
    words = [word(i) for i in range(120_000)]

    def pick():
        return words[int(len(words) ** r.random()) % len(words)]

    def line(names):
        name = [pick().capitalize() if r.random() < 0.3 else r.choice(names) for _ in range(3)]
        templates = VARIED if dense or r.random() < 0.22 else VARIED_QUIET
        return r.choice(templates).format(
            N=name[0], N2=name[1], N3=name[2], n1=pick(), n2=pick(), n3=pick(), n4=pick(), v=pick() + "ed",
            v2=pick(), m=r.randint(2, 900), k=r.randint(120, 90000), l=r.randint(1, 40), h=r.randint(2, 9),
            y=r.randint(2, 30), a=r.randint(25, 80), day=r.choice(["Monday", "Tuesday", "Friday"]))

    while True:
        names = [pick().capitalize() for _ in range(4)]
        yield "\n\n".join(" ".join(line(names) for _ in range(r.randint(2, 4))) for _ in range(r.randint(6, 14)))


def shuffled(r, dense):
    pool = [article(r, dense) for _ in range(400)]
    while True:
        paragraphs = r.choice(pool).split("\n\n")
        r.shuffle(paragraphs)
        yield "\n\n".join(paragraphs)


def repeated(paths):
    return itertools.cycle([open(path, encoding="utf-8").read() for path in paths])


def main(arguments):
    r = random.Random(arguments.seed)
    texts = (repeated(arguments.repeat) if arguments.repeat
             else varied(r, arguments.dense) if arguments.varied
             else shuffled(r, arguments.dense))
    written = 0
    for number, text in enumerate(texts):
        if written >= arguments.megabytes * 1_000_000:
            return
        line = json.dumps({"id": f"n{number}", "source": r.choice(PLACE), "text": text},
                          ensure_ascii=False) + "\n"
        sys.stdout.write(line)
        written += len(line.encode())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("megabytes", type=float)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--varied", action="store_true")
    parser.add_argument("--dense", action="store_true")
    parser.add_argument("--repeat", nargs="+", metavar="FILE")
    main(parser.parse_args())
