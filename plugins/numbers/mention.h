/* SPDX-License-Identifier: Apache-2.0
 *
 * mention.h - a quantity with the words around it, small enough to be carried
 * to other documents' quantities; and whether two mentions are of one thing.
 */
#ifndef NUMBERS_MENTION_H
#define NUMBERS_MENTION_H

#include <stemma/layers.h>

#include "lines.h"

enum { MENTION_VALUE = 0, MENTION_HIGH = 1, MENTION_BASE_UNIT = 2 };

/* A word near a quantity. */
typedef struct Near {
  uint32_t stem;    /* hash of stem, name or concept */
  uint8_t distance; /* in words, from 1 */
  uint8_t flags;    /* NEAR_... */
  uint8_t length;   /* in `words`, where a blank follows each */
  uint8_t reserved;
} Near;

enum {
  NEAR_NAME = 1u << 0,    /* has a capital */
  NEAR_CONCEPT = 1u << 1, /* of concepts.txt */
  NEAR_HEAD = 1u << 2,    /* what is counted; whose age it is */
  NEAR_MAYBE = 1u << 3,   /* first of its sentence: a name or not */
  NEAR_AFTER = 1u << 4    /* stands after the amount */
};

enum { NEAR_MOST = 14 };

/* A document's most frequent names: documents that share EVENT_TOPICS of them
 * are taken for reports of one event. */
enum { TOPICS = 4, EVENT_TOPICS = 2 };

typedef struct Mention {
  double value; /* in base units, durations in seconds */
  double high;
  double said; /* base_value as the quantity row has it */
  double said_high;
  uint32_t doc;
  uint32_t quantity; /* its row in the document's "quantity" */
  uint32_t begin;    /* of that row */
  uint32_t end;
  uint32_t topic[TOPICS]; /* of a duration: hashes, most frequent first; 0:
                           * none */
  uint32_t text;          /* lengths of three strings: what is said, with its
                           * modifier, */
  uint32_t base_unit;     /* as in the quantity row, */
  uint32_t words;         /* and the words near it */
  uint8_t kind;
  uint8_t modifier;
  uint8_t present; /* bits MENTION_... */
  uint8_t near;    /* how many words are near */
} Mention;

/* A mention where it is compared. */
typedef struct Candidate {
  Mention mention;
  const Near *near;    /* nearest first */
  const char *strings; /* its three, one after the other */
  uint64_t stems;      /* a bit for each near one, by its lowest six bits */
  double weight;       /* of all words near it */
  uint64_t family;     /* what it is compared within: kind, base unit */
  uint64_t amount;     /* of equal values the same */
  uint32_t side;       /* its row among the paired ones, once it has one */
  uint32_t reserved;
} Candidate;

/* Fills what follows from the mention, its words and strings. */
void candidate_finish(Candidate *candidate);

/* How two mentions stand to each other. */
enum { PAIR_NONE = 0, PAIR_SAME = 1, PAIR_VAGUE = 2, PAIR_DIFFER = 3 };

typedef struct Compared {
  uint32_t verdict; /* PAIR_... */
  uint32_t shared;  /* a bit for each word near the first that both have */
  double score;     /* 0..1: how much of their context they share */
} Compared;

Compared mention_compare(const Candidate *a, const Candidate *b);

/* May the two amounts be one, with their modifiers and ranges? */
bool mention_agrees(const Mention *a, const Mention *b);

static inline bool
mention_has(const Mention *mention, uint32_t bit)
{
  return mention->present >> bit & 1;
}

#endif
