/* SPDX-License-Identifier: Apache-2.0
 *
 * meet.h - which mentions are of one thing: those that share a key are
 * compared.
 *
 * A key that one mention alone has, as nine of ten do, is told by a count and
 * never filed.  Of a key's mentions each is compared with a few before it, and
 * paired with the best of them, which is enough to join a group link by link:
 * so the work grows with the mentions, whatever they have in common.
 */
#ifndef NUMBERS_MEET_H
#define NUMBERS_MEET_H

#include "array.h"
#include "compare.h"
#include "radix.h"

/* Two mentions, the one of the earlier document first. */
typedef struct Link {
  uint32_t a; /* candidates */
  uint32_t b;
  Compared found;
} Link;

/* Mentions of one key beyond this are left out, in the order of documents. */
enum { KEY_MEMBERS = 48 };

/* Keys by some of their bits: met by a mention, and by another one after it. */
typedef struct Seen {
  uint64_t once;
  uint64_t twice;
} Seen;

/* Scratch of one thread and what it found; zero it to begin. */
typedef struct Meet {
  ARRAY(Link) links;    /* each pair once, by `a` and `b` */
  uint32_t capped_keys; /* with more members than are compared */
  uint32_t capped_rows; /* those that were left out */
  ARRAY(Seen) seen;     /* a power of two */
  ARRAY(Keyed) filed;
  ARRAY(Keyed) spare;
  uint64_t compared; /* pairs, since the start */
} Meet;

/* Candidates stand in the order of documents and rows.  False without memory.
 */
bool meet_find(Meet *meet, const Candidate *candidates, uint32_t count);
void meet_free(Meet *meet);

#endif
