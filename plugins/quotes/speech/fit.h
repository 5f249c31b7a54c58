/* SPDX-License-Identifier: Apache-2.0
 *
 * fit.h - which of a sentence's frames a quote belongs to.
 */
#ifndef QUOTES_FIT_H
#define QUOTES_FIT_H

#include "attribute.h"

/* How well a frame fits a quote: not at all, by a cue that seldom quotes, from
 * somewhere in the clause, right beside it. */
enum { FIT_NONE, FIT_WEAK, FIT_CLAUSE, FIT_BESIDE };

typedef struct Choice {
  const Frame *frame; /* NULL with FIT_NONE */
  int fit;
} Choice;

/* What is known where a quote stands. */
typedef struct Setting {
  const Scene *scene;
  uint32_t number; /* of the sentence */
  const Text *text;
  const Item *items; /* of the paragraphs that are read */
  uint32_t count;    /* of items */
  const Sent *sent;
  const Frames *frames;
  const Quotes *quotes;
  Turn *turn;
  bool translated; /* the sentence says so */
  bool alone;      /* no word stands outside the quotes */
  uint32_t before; /* how many frames begin before the quote */
} Setting;

static inline const Item *
fit_at(const Setting *c, uint32_t i)
{
  return &c->items[i];
}

/* Does the frame say words aloud, with a subject of its own? */
bool fit_is_said(const Frame *frame);

/* The frame of the quote that is item `k`. */
Choice fit_choose(const Setting *c, uint32_t k);

/* Any verb will do beside a name that follows a comma: "...," X grinned, "...,"
 * cracked X.  Sets the name and the verb's item. */
bool fit_bare(const Setting *c, uint32_t k, Phrase *subject, uint32_t *verb);

#endif
