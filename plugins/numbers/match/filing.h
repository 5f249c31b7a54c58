/* SPDX-License-Identifier: Apache-2.0
 *
 * filing.h - mentions filed under their keys, so that those that have a key in
 * common find each other.
 *
 * Nine keys of ten are had by one mention alone: bits tell those that several
 * may have, and only these are filed.  How many a key has is counted before the
 * first one is filed, so that its mentions lie side by side.
 */
#ifndef NUMBERS_FILING_H
#define NUMBERS_FILING_H

#include "array.h"
#include "glance.h"

/* Mentions of one key beyond this are left out, in the order of documents. */
enum { KEY_MEMBERS = 48 };

/* Keys by some of their bits: met by a mention, and by another one after it. */
typedef struct Seen {
  uint64_t once;
  uint64_t twice;
} Seen;

typedef struct Key {
  uint64_t hash;
  uint32_t next;    /* of the same chain, and 1; 0: none */
  uint32_t newest;  /* candidate that was counted last, and 1 */
  uint32_t members; /* candidates that have it */
  uint32_t first;   /* of its places in `filed` */
  uint32_t count;   /* of them that are taken */
} Key;

/* A mention under a key, with what is asked of most without a look at it. */
typedef struct Filed {
  Glance glance;
  uint32_t candidate;
  uint32_t doc;
} Filed;

/* Zero it to begin. */
typedef struct Filing {
  ARRAY(Seen) seen;       /* a power of two */
  ARRAY(uint32_t) chains; /* of keys: the first, and 1; a power of two */
  ARRAY(Key) keys;
  ARRAY(uint32_t) of;    /* keys, of one candidate after the other */
  ARRAY(uint32_t) begin; /* of each candidate's keys in `of`, and their end */
  ARRAY(Filed) filed;    /* of one key after the other */
  uint32_t capped_keys;  /* with more members than are filed */
  uint32_t capped_rows;  /* those that were left out */
  uint32_t bits;         /* of a key, which tell its part */
} Filing;

/* Notes which keys several of the mentions may have, and in how many parts they
 * are to be filed: so that the tables do not outgrow the mentions themselves.
 * Those with `skipped` set are left out.  False without memory. */
bool filing_see(Filing *filing, const Candidate *candidates, uint32_t count,
                const bool *skipped);

/* How many parts there are. */
static inline uint32_t
filing_parts(const Filing *filing)
{
  return UINT32_C(1) << filing->bits;
}

/* Counts the mentions of each key of a part, and leaves room for them.  No
 * mention is filed yet.  False without memory. */
bool filing_part(Filing *filing, const Candidate *candidates, uint32_t count,
                 const bool *skipped, uint32_t part);

/* Files a mention under a key, unless it has enough. */
void filing_add(Filing *filing, Key *key, Filed one);

void filing_free(Filing *filing);

#endif
