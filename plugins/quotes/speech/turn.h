/* SPDX-License-Identifier: Apache-2.0
 *
 * turn.h - whose turn it is to speak: what the sentences before a quote hand on
 * to it, for a quote that stands alone.
 *
 * Few quotes ask for it.  So what a sentence hands on is found when one does,
 * not when the sentence is read.
 */
#ifndef QUOTES_TURN_H
#define QUOTES_TURN_H

#include "work.h"

/* What is read at once. */
typedef struct Scene {
  const Text *text;
  const Paragraphs *paragraphs; /* all of the document's */
  const Quotes *quotes;
  const Items *items;
  Sents *sents;
  const Frames *frames; /* of those sentences that need them */
  Frames *late;         /* scratch: of one of the others */
} Scene;

typedef struct Turn {
  stemma_span speaker; /* of the last quote; {0, 0}: nobody */
  stemma_span cue;
  uint32_t paragraph; /* of the last quote; NONE: there was none */
  /* The rest is what the sentences before `settled` hand on. */
  uint32_t settled;
  stemma_span subject; /* whom the last sentence is about */
  stemma_span verb;    /* the last sentence's cue */
  uint32_t subject_paragraph;
  bool person; /* that is one, by its word, and no cue tells of him */
  bool colon;  /* the last sentence ends with a colon */
  bool said;   /* it has no quote, but says that somebody said something */
  bool failed; /* no memory to settle it */
} Turn;

void turn_start(Turn *turn);

/* Somebody has said `quote`, in sentence `sent`. */
void turn_hand_on(Turn *turn, Sent *sent, const Quoted *quote,
                  const Found *found);

/* Takes in what the sentences before sentence `number` hand on.  False without
 * memory. */
bool turn_settle(Turn *turn, const Scene *scene, uint32_t number);

/* All sentences are read: the next ones are others.  False without memory. */
bool turn_leave(Turn *turn, const Scene *scene);

/* Are all items of the sentence quotes and marks? */
bool turn_is_alone(const Items *items, const Sent *sent);

/* The subject of the items `from` to `end` - 1; of "Bel's answer" Bel. */
bool turn_subject(const Item *items, uint32_t from, uint32_t end,
                  Phrase *subject);

#endif
