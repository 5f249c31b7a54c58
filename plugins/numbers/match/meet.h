/* SPDX-License-Identifier: Apache-2.0
 *
 * meet.h - which mentions are of one thing: those that share a key are
 * compared.
 *
 * A key that one mention alone has, as nine of ten do, is told by a count and
 * never filed.  Of a key's mentions each is compared with a few before it, and
 * paired with the best of them, which is enough to join a group link by link:
 * so the work grows with the mentions, whatever they have in common.  Two that
 * have many keys in common are compared once.
 */
#ifndef NUMBERS_MEET_H
#define NUMBERS_MEET_H

#include "array.h"
#include "links.h"

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
  uint32_t members; /* mentions that have it, as far as they are filed */
  uint32_t last;    /* of them, in `filed` */
  uint32_t newest;  /* candidate that had it last, filed or not */
} Key;

/* A mention filed under a key. */
typedef struct Filed {
  uint32_t candidate;
  uint32_t doc;
  uint32_t before; /* the one filed under the key before it, or itself */
} Filed;

/* What a mention was found to be to the one that it was compared with last. */
typedef struct Met {
  Compared found;
  uint32_t with;
  bool linked; /* there is a link of the two */
} Met;

/* Scratch of one thread and what it found; zero it to begin. */
typedef struct Meet {
  ARRAY(Link) links;      /* each pair once, by `a` and `b` */
  uint32_t capped_keys;   /* with more members than are compared */
  uint32_t capped_rows;   /* those that were left out */
  ARRAY(Seen) seen;       /* a power of two */
  ARRAY(uint32_t) chains; /* of keys: the first, and 1; a power of two */
  ARRAY(Key) keys;
  ARRAY(Filed) filed;
  ARRAY(Met) met;    /* of each candidate */
  uint64_t compared; /* pairs, since the start */
} Meet;

/* Candidates stand in the order of documents and rows.  False without memory.
 */
bool meet_find(Meet *meet, const Candidate *candidates, uint32_t count);
void meet_free(Meet *meet);

#endif
