#!/usr/bin/env python3
# SPDX-License-Identifier: 0BSD
"""Marks superlatives: a stage in a few lines of Python, without any C.

stemma writes one JSON object a document into standard input and reads one a
document from standard output, in the same order.  A model or a library such as
spaCy would be loaded once, before the loop.
"""
import json
import re
import sys

# Words in -est that are no superlatives.
PLAIN = {"arrest", "conquest", "contest", "forest", "guest", "harvest", "honest",
         "interest", "invest", "modest", "nest", "protest", "quest", "request",
         "rest", "suggest", "test", "west"}
WORD = re.compile(r"\b(most|least)\s+([a-z]{4,})|\b([a-z]{2,}est)\b", re.I)


def superlatives(text, begin, end):
    for found in WORD.finditer(text, begin, end):
        how, _, single = found.groups()
        if single and single.lower() in PLAIN:
            continue
        yield {"begin": found.start(), "end": found.end(),
               "form": how.lower() if how else "est",
               "letters": found.end() - found.start()}


for line in sys.stdin:
    document = json.loads(line)
    rows = [row for sentence in document["layers"]["sentence"]
            for row in superlatives(document["text"], sentence["begin"],
                                    sentence["end"])]
    answer = {"id": document["id"],
              "layers": {"org.example.superlative": rows}}
    print(json.dumps(answer, ensure_ascii=False), flush=True)
