/* SPDX-License-Identifier: Apache-2.0
 *
 * sketch.h - in how many different quotes each word occurs.
 *
 * A reprint is no evidence that a word is usual: a hundred papers that print
 * one sentence must not hide that its words are rare.  So each word keeps the
 * least hashes of the quotes that have it; while it has fewer than
 * SKETCH_SEEN of them, they are all, and their number is exact.  Beyond it the
 * number of all quotes is taken.  What is kept does not depend on the order in
 * which quotes come or states are merged.
 */
#ifndef QUOTE_DIFF_SKETCH_H
#define QUOTE_DIFF_SKETCH_H

#include <stdbool.h>
#include <stdint.h>

enum { SKETCH_SEEN = 6 };

typedef struct Sketch {
  uint32_t code;              /* 0: free */
  uint32_t quotes;            /* all, reprints too */
  uint32_t seen[SKETCH_SEEN]; /* hashes, ascending; UINT32_MAX: free */
} Sketch;

typedef struct Sketches {
  Sketch *slots;
  uint32_t room; /* a power of two, or 0 */
  uint32_t used;
} Sketches;

/* Merges `sketch` in.  False without memory, and then nothing has changed. */
bool sketches_add(Sketches *sketches, const Sketch *sketch);

/* Makes room for `more` words, so that adding them cannot fail. */
bool sketches_reserve(Sketches *sketches, uint32_t more);

/* A word of one quote. */
Sketch sketch_of(uint32_t code, uint32_t quote_hash);

/* Different quotes that have the word. */
uint32_t sketch_count(const Sketch *sketch);

/* All sketches, ascending by code; to be freed.  NULL without memory. */
Sketch *sketches_sorted(const Sketches *sketches);

void sketches_free(Sketches *sketches);

#endif
