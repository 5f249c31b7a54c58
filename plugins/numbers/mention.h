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
  stemma_row row; /* of the quantity */
  uint32_t doc;
  uint32_t quantity; /* its row in the document's "quantity" */
  uint32_t kind;
  uint32_t modifier;
  double value; /* in base units, durations in seconds */
  double high;
  double said; /* base_value as the quantity row has it */
  double said_high;
  uint32_t topic[TOPICS]; /* of a duration: hashes, most frequent first; 0:
                           * none */
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
  uint32_t shared;  /* a bit for each word near the first that both have */
  double score;     /* 0..1: how much of their context they share */
} Compared;

/* A mention laid out for many comparisons. */
typedef struct Context {
  const Mention *mention;
  uint64_t stems; /* a bit for each, by its lowest six bits */
  double all;     /* sum of the weights */
  uint32_t count;
  uint32_t reserved;
  Near near[NEAR_MOST];
  double weight[NEAR_MOST]; /* how much a shared word counts */
} Context;

/* Reads the mention's context out of its table, which must stay. */
void context_read(Context *context, const stemma_table *table,
                  const Mention *mention);

Compared mention_compare(const Context *a, const Context *b);

/* May the two amounts be one, with their modifiers and ranges? */
bool mention_agrees(const Mention *a, const Mention *b);

static inline bool
mention_has(const Mention *mention, uint32_t bit)
{
  return mention->row.present >> bit & 1;
}

/* Copies an array of Near out of a table's pool, where it need not be aligned;
 * returns how many there are, NEAR_MOST at most. */
uint32_t near_copy(const stemma_table *table, stemma_str from, Near *near);

#endif
