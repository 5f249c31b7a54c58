/* SPDX-License-Identifier: Apache-2.0
 *
 * mention.h - a quantity with the words around it, small enough to be carried
 * to other documents' quantities; and what two mentions have in common.
 */
#ifndef NUMBERS_MENTION_H
#define NUMBERS_MENTION_H

#include <stemma/layers.h>

#include "lines.h"

enum { MENTION_VALUE = 0, MENTION_HIGH = 1, MENTION_BASE_UNIT = 2 };

/* A word near a quantity.  It is read where it lies in a pool of strings, so
 * it has no alignment. */
typedef struct Near {
  uint32_t stem;    /* hash of stem, name or concept */
  uint8_t distance; /* in words, from 1 */
  uint8_t flags;    /* NEAR_... */
  uint8_t length;   /* in `words`, where a blank follows each */
  uint8_t reserved;
} __attribute__((packed)) Near;

enum {
  NEAR_NAME = 1u << 0,    /* has a capital */
  NEAR_CONCEPT = 1u << 1, /* of concepts.txt */
  NEAR_HEAD = 1u << 2,    /* what is counted; whose age it is */
  NEAR_MAYBE = 1u << 3,   /* first of its sentence: a name or not */
  NEAR_AFTER = 1u << 4,   /* stands after the amount */
  NEAR_ROLE = 1u << 5,    /* a concept that says what is counted: the dead */
  NEAR_ANYBODY = 1u << 6, /* says of a count no more than: people */
  NEAR_ALONE = 1u << 7    /* stands near no other amount (alone.h) */
};

enum { NEAR_MOST = 14 };

/* A document's most frequent names: documents that share EVENT_TOPICS of them
 * are taken for reports of one event.  Those that stand twice or more, of which
 * MAIN_TOPICS count, say it of any corpus.  FEW_TOPICS are enough where each of
 * them stands more than once; in a short report, where most names stand once,
 * nothing says which of them matter. */
enum { TOPICS = 12, FEW_TOPICS = 8, MAIN_TOPICS = 4, EVENT_TOPICS = 2 };

/* Reports of one event among so many first documents are read closely: one
 * word that two amounts share may be enough, as it is for their reader. */
enum { CLOSE_DOCS = 64 };

typedef struct Mention {
  double value; /* in base units, durations in seconds */
  double high;
  const uint32_t *topic; /* TOPICS hashes, most frequent first; 0: none.  Known
                          * of a duration, and where documents are read
                          * closely */
  uint32_t doc;
  uint8_t kind;
  uint8_t modifier;
  uint8_t present; /* bits MENTION_... */
  uint8_t near;    /* how many words are near */
  uint8_t main;    /* how many topics are main ones */
  bool points;     /* percentage points: a step, not a share */
  bool former;     /* no longer holds, or never did */
  bool sole;       /* the only time below a day that its document gives */
} Mention;

/* Shorter times than a day are how long something lasted. */
#define MENTION_DAY 86400.

/* Seconds of a month: durations are compared across the two bases. */
#define MENTION_MONTH 2592000.

enum {
  CARRIED_MONTHS = 1u << 0, /* its base is the month */
  CARRIED_TOPICS = 1u << 1, /* its document's topics are known */
  CARRIED_POINTS = 1u << 2, /* percentage points: a step, not a share */
  CARRIED_FORMER = 1u << 3  /* no longer holds, or never did (change.h) */
};

/* A mention on its way to those of other documents. */
typedef struct Carried {
  double said; /* base_value as the quantity row has it */
  double said_high;
  uint32_t quantity; /* its row in the document's "quantity" */
  uint32_t begin;    /* of that row */
  uint32_t end;
  uint32_t text;      /* lengths of three strings: what is said, with its
                       * modifier, */
  uint32_t base_unit; /* as in the quantity row, */
  uint16_t words;     /* and the words near it */
  uint8_t flags;      /* CARRIED_... */
  uint8_t kind;       /* the others as of a Mention */
  uint8_t modifier;
  uint8_t present;
  uint8_t near;
  uint8_t main;
} Carried;

/* An amount in the base that durations have in common. */
static inline double
mention_value(double said, bool months)
{
  return months ? said * MENTION_MONTH : said;
}

/* A mention where it is compared. */
typedef struct Candidate {
  Mention mention;
  const Near *near;    /* nearest first */
  const char *strings; /* its three, one after the other */
  const char *carried; /* bytes of what it was carried as */
  uint64_t stems;      /* a bit for each near one, by its lowest six bits */
  uint64_t heads;      /* those of them that say what is counted */
  double weight;       /* of all words near it */
  uint64_t family;     /* what it is compared within: kind, base unit */
  uint64_t amount;     /* of equal values the same */
  uint32_t side;       /* its row among the paired ones, once it has one */
  uint32_t named;      /* a bit for each word near it that may name a group */
} Candidate;

/* The hash of a sum's currency; of US dollars that of dollars, since one
 * article writes $ where another names the country. */
uint64_t mention_money(const char *base_unit, uint32_t length);

/* Fills what follows from the mention, its words and its base unit. */
void candidate_finish(Candidate *candidate, const char *base_unit,
                      uint32_t length);

/* What two mentions have in common. */
typedef struct Shared {
  uint32_t words; /* a bit for each near the first */
  uint32_t count;
  uint32_t names;
  uint32_t concepts;
  bool head;       /* both have it as their head */
  bool counted;    /* and it says more than that they are people */
  bool about;      /* a concept stands close to both */
  bool role;       /* both count the same: the dead */
  double score;    /* 0..1: how much of their context, nearest words most */
  double evidence; /* of near words 1 each, of names half */
} Shared;

/* The role of a count; NULL: none is known.  It stands first. */
static inline const Near *
candidate_role(const Candidate *c)
{
  return c->mention.near && c->near->flags & NEAR_ROLE ? c->near : NULL;
}

Shared mention_share(const Candidate *a, const Candidate *b);

/* Goes on from `hash` with another number: for families and keys. */
static inline uint64_t
mention_mix(uint64_t hash, uint64_t value)
{
  hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
  return hash ^ hash >> 32;
}

static inline bool
mention_has(const Mention *mention, uint32_t bit)
{
  return mention->present >> bit & 1;
}

/* How many digits a value has without the zeros at its end: 4.2 and 4,200,000
 * two, 145 three; six at most, since conversions make many; 0 has none. */
uint32_t mention_digits(double value);

static inline bool
is_read_closely(const Mention *mention)
{
  return mention->doc < CLOSE_DOCS && mention->topic[0];
}

#endif
