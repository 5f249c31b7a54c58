/* SPDX-License-Identifier: Apache-2.0
 *
 * attribute.h - finds the speaker and the cue of each quote of a paragraph.
 *
 * In the quote's own sentence the frame counts that the quote is the object of:
 * the one beside it, else the nearest before it.  A quote that stands alone is
 * by whoever spoke last: in the paragraph, in the sentence that leads it in
 * (with a colon), or in the paragraph before.
 */
#ifndef QUOTES_ATTRIBUTE_H
#define QUOTES_ATTRIBUTE_H

#include "work.h"

/* What one paragraph hands on to the next. */
typedef struct Turn {
  stemma_span speaker; /* of the last quote; {0, 0}: nobody */
  stemma_span cue;
  uint32_t paragraph;  /* of the last quote; NONE: there was none */
  stemma_span subject; /* whom the last sentence is about */
  stemma_span verb;    /* the last sentence's cue */
  uint32_t subject_paragraph;
  bool person; /* that is one, by its word, and no cue tells of him */
  bool colon;  /* the last sentence ends with a colon */
  bool said;   /* it has no quote, but says that somebody said something */
} Turn;

void attribute_start(Turn *turn);

/* Appends the quotes of sentence `sent` with what is found about them.
 * `frames` are the sentence's.  False without memory. */
bool attribute_sentence(const Text *text, const Items *items, const Sent *sent,
                        const Frames *frames, const Quotes *quotes, Turn *turn,
                        Founds *founds);

#endif
