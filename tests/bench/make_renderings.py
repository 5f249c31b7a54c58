#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_renderings.py QUOTES GOLD.json [SEED] > articles.jsonl

Invented articles that render the same invented statements in words of their
own, as independent translators do.  A statement is a row of ideas; an idea has
up to four words for it, and a rendering takes one, leaves some ideas out and
now and then turns two clauses round.  Words are rare or usual as in a language
(Zipf), and the statements of one topic share words, so that chance brings
unlike statements together the more, the larger the corpus is.  GOLD gets the
groups: [{"members": [{"doc", "begin", "end"}...]}...].  The same arguments give
the same bytes."""
import json
import random
import sys

START = "b bl br d dr f g gl gr h k kl kr l m n p pl pr r s sk sl st t tr v".split()
MIDDLE = "a e i o u ai ei ou".split()
END = "b ck d lt m n nd nt p r rd rk rn st t th x".split()
GLUE = "the a of to in and for with that will our their is are this from on by".split()
FIRST = "Ana Bela Carl Dora Emil Fatima Goran Hana Ivo Jana Karim Lena Milan Nora Oskar Petra".split()
LAST = "Adler Borg Castell Dahl Eriksen Farkas Gruber Holm Ivers Jansen Kovac Lund Moreau Novak".split()
VERB = "said told added warned argued replied".split()

IDEAS = 24000
SYNONYM = 0.30  # an idea is told with another word
OMIT = 0.14     # or not at all
TURN = 0.25     # two clauses change places


def lexicon(r):
    seen, words = set(), []
    while len(words) < IDEAS * 2:
        word = "".join(r.choice(START) + r.choice(MIDDLE) for _ in range(r.choice((1, 1, 2)))) + r.choice(END)
        if len(word) > 3 and word not in seen:
            seen.add(word)
            words.append(word)
    ideas = []
    while words:
        ideas.append([words.pop() for _ in range(min(len(words), r.choice((1, 1, 2, 2, 4))))])
    return ideas


def zipf(r, count):
    """The index of an idea: about 1/rank."""
    return min(count - 1, int(count ** r.random()) - 1)


def statement(r, ideas, topic):
    size = r.randint(8, 18)
    return [r.choice(topic) if r.random() < 0.35 else zipf(r, len(ideas)) for _ in range(size)]


def render(r, ideas, said):
    kept = [i for i in said if r.random() >= OMIT] or said
    if r.random() < TURN:
        cut = r.randrange(1, len(kept)) if len(kept) > 1 else 0
        kept = kept[cut:] + kept[:cut]
    words = []
    for i in kept:
        if r.random() < 0.55:
            words.append(r.choice(GLUE))
        words.append(r.choice(ideas[i]) if r.random() < SYNONYM else ideas[i][0])
    words[0] = words[0].capitalize()
    return " ".join(words)


def main(quotes, gold_path, seed):
    r = random.Random(seed)
    ideas = lexicon(r)
    topics = [[zipf(r, len(ideas)) for _ in range(60)] for _ in range(200)]
    groups, done, doc = [], 0, 0
    while done < quotes:
        topic = r.choice(topics)
        event = [(statement(r, ideas, topic), f"{r.choice(FIRST)} {r.choice(LAST)}") for _ in range(r.randint(3, 6))]
        members = [[] for _ in event]
        for _ in range(r.choice((1, 1, 2, 3, 4, 6))):
            text = "A day of talks\n\n"
            for k, (said, who) in enumerate(event):
                if r.random() < 0.2:
                    continue
                quote = render(r, ideas, said)
                begin = len(text.encode()) + 3
                text += f"“{quote},” {who} {r.choice(VERB)}.\n\n"
                members[k].append({"doc": f"d{doc}", "begin": begin, "end": begin + len(quote) + 1})
                done += 1
            sys.stdout.write(json.dumps({"id": f"d{doc}", "text": text}, ensure_ascii=False) + "\n")
            doc += 1
        groups += [{"members": m} for m in members if m]
    with open(gold_path, "w", encoding="utf-8") as out:
        json.dump(groups, out)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1)
