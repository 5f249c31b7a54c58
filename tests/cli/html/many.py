# SPDX-License-Identifier: Apache-2.0
"""Writes ARTICLES articles that share UTTERANCES invented utterances, about
five articles each, in up to three translations with slips of their own:
many.py ARTICLES UTTERANCES OUT.jsonl"""
import json
import random
import sys

articles, utterances = int(sys.argv[1]), int(sys.argv[2])
luck = random.Random(7)
parts = "ba be bi bo da de di do fa fe ga go ka ke ki la le li lo ma me mi".split()
parts += "mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve".split()
words = sorted({"".join(luck.choices(parts, k=3)) for _ in range(6000)})
small = "the of and to in that is for with on as by from".split()
speakers = ["Ana Bel", "Ivo Tarn", "Mira Holt", "Jon Reed", "Eda Quist"]


def sentence(count):
    out = []
    for at in range(count):
        out.append(luck.choice(words if at % 2 == 0 else small + words))
    return out


def translations():
    first = sentence(luck.randint(10, 20))
    made = [first]
    for _ in range(2):
        other = list(first)
        for at in range(len(other)):
            if luck.random() < 0.25:
                other[at] = luck.choice(words)
        made.append(other)
    return made


said = [(luck.choice(speakers), translations()) for _ in range(utterances)]
bodies = [[] for _ in range(articles)]
for number, (speaker, made) in enumerate(said):
    for article in luck.sample(range(articles), min(5, articles)):
        chosen = list(made[article % 3])
        if luck.random() < 0.2:
            del chosen[luck.randrange(len(chosen))]
        text = " ".join(chosen)
        bodies[article].append(
            f'"{text[0].upper()}{text[1:]}," {speaker} said. '
            f"The {words[number % len(words)]} took "
            f"{number % 50 + 2 + (article % 7 == 0)} hours."
        )
with open(sys.argv[3], "w", encoding="utf-8") as out:
    for number, body in enumerate(bodies):
        luck.shuffle(body)
        out.write(
            json.dumps(
                {
                    "id": f"article-{number:03}",
                    "title": " ".join(sentence(6)).capitalize(),
                    "text": "\n\n".join(body) + "\n",
                }
            )
            + "\n"
        )
