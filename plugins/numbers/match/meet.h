/* SPDX-License-Identifier: Apache-2.0
 *
 * meet.h - which mentions are of one thing: those that share a key are
 * compared.
 *
 * Of a key's mentions (filing.h) each is compared with a few before it, and
 * paired with the best of them, which is enough to join a group link by link:
 * so the work grows with the mentions, whatever they have in common.  Two that
 * have many keys in common are compared once.  What was copied (copies.h) is
 * paired with what it was copied from, and with nothing else.
 */
#ifndef NUMBERS_MEET_H
#define NUMBERS_MEET_H

#include "array.h"
#include "copies.h"
#include "filing.h"
#include "links.h"

/* What a mention was found to be to the one that it was compared with last. */
typedef struct Met {
  Compared found;
  uint32_t with;
  bool linked; /* there is a link of the two */
} Met;

/* Scratch of one thread and what it found; zero it to begin. */
typedef struct Meet {
  ARRAY(Link) links; /* each pair once, by `a` and `b` */
  Filing filing;
  Copies copies;
  ARRAY(Met) met;    /* of each candidate */
  uint64_t compared; /* pairs, since the start */
} Meet;

/* Candidates stand in the order of documents and rows.  False without memory.
 */
bool meet_find(Meet *meet, const Candidate *candidates, uint32_t count);
void meet_free(Meet *meet);

#endif
