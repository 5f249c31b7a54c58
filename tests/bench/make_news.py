#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_news.py MEGABYTES [SEED] > news.jsonl: invented news, one document a
line, from templates with names, places, amounts and quotes that vary.  The same
arguments give the same bytes."""
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


def sentence(r):
    if r.random() < 0.3:
        who = f"{r.choice(FIRST)} {r.choice(LAST)}"
        role = fill(r, r.choice(ROLE))
        return f"“{fill(r, r.choice(CLAIM))},” {who}, {role}, {r.choice(VERB)}."
    return fill(r, r.choice(PLAIN))


def article(r):
    paragraphs = [" ".join(sentence(r) for _ in range(r.randint(2, 4))) for _ in range(r.randint(6, 14))]
    return fill(r, "A long week in {p}") + "\n\n" + "\n\n".join(paragraphs) + "\n"


def main(megabytes, seed):
    r = random.Random(seed)
    pool = [article(r) for _ in range(400)]
    written = number = 0
    while written < megabytes * 1_000_000:
        paragraphs = r.choice(pool).split("\n\n")
        r.shuffle(paragraphs)
        line = json.dumps({"id": f"n{number}", "source": r.choice(PLACE), "text": "\n\n".join(paragraphs)},
                          ensure_ascii=False) + "\n"
        sys.stdout.write(line)
        written += len(line.encode())
        number += 1


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
