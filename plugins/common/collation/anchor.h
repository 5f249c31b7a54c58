/* SPDX-License-Identifier: Apache-2.0
 *
 * anchor.h - words that stand once on each side of a long alignment, in the
 * longest order that both sides agree on ("patience sorting").
 */
#ifndef COMMON_ANCHOR_H
#define COMMON_ANCHOR_H

#include "align.h"

/* A stretch of both sides. */
typedef struct AnchorGap {
  uint32_t a, a_end;
  uint32_t b, b_end;
} AnchorGap;

typedef struct Anchors {
  AlignLink *list; /* ascending on both sides */
  uint32_t count;
} Anchors;

/* Linear but for a binary search for each word.  False when memory is out. */
bool anchors_find(Anchors *anchors, const WordTypes *wordtypes,
                  const AlignSide *a, const AlignSide *b, const AnchorGap *gap);
void anchors_free(Anchors *anchors);

#endif
