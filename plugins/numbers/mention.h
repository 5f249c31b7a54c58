/* SPDX-License-Identifier: Apache-2.0
 *
 * mention.h - a quantity with the words around it, small enough to be carried
 * to other documents' quantities; and whether two mentions are of one thing.
 */
#ifndef NUMBERS_MENTION_H
#define NUMBERS_MENTION_H

#include <stemma/layers.h>

#include "lines.h"

enum {
  MENTION_VALUE = 0, /* bits of `present` */
  MENTION_HIGH = 1,
  MENTION_BASE_UNIT = 2
};

/* A word near a quantity. */
typedef struct Near {
  uint64_t stem;     /* hash of stem, name or concept */
  uint16_t distance; /* in words, from 1 */
  uint16_t flags;    /* NEAR_... */
  uint16_t word;     /* where it begins in `words` */
  uint16_t length;
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
  stemma_row row; /* of the quantity */
  uint32_t doc;
  uint32_t quantity; /* its row in the document's "quantity" */
  uint32_t kind;
  uint32_t modifier;
  double value; /* in base units, durations in seconds */
  double high;
  double said; /* base_value as the quantity row has it */
  double said_high;
  uint64_t topic[TOPICS]; /* hashes, most frequent first; 0: none */
  stemma_str text;        /* with its modifier */
  stemma_str base_unit;   /* as in the quantity row */
  stemma_str words;       /* the words near it */
  stemma_str near;        /* bytes of an array of Near, nearest first */
} Mention;

extern const stemma_layer mention_layer;

/* How two mentions stand to each other. */
enum { PAIR_NONE = 0, PAIR_SAME = 1, PAIR_VAGUE = 2, PAIR_DIFFER = 3 };

typedef struct Compared {
  uint32_t verdict; /* PAIR_... */
  double score;     /* 0..1: how much of their context they share */
} Compared;

Compared mention_compare(const Mention *a, const Near *near_a, uint32_t count_a,
                         const Mention *b, const Near *near_b,
                         uint32_t count_b);

/* May the two amounts be one, with their modifiers and ranges? */
bool mention_agrees(const Mention *a, const Mention *b);

static inline bool
mention_has(const Mention *mention, uint32_t bit)
{
  return mention->row.present >> bit & 1;
}

/* Copies the array of `near` out of a table's pool, which need not be aligned;
 * returns how many there are. */
uint32_t mention_near(const stemma_table *table, const Mention *mention,
                      Near *near);

#endif
