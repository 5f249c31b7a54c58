/* SPDX-License-Identifier: Apache-2.0
 *
 * stretch.h - a stretch of a sentence, without a quote in it, becomes items.
 */
#ifndef QUOTES_STRETCH_H
#define QUOTES_STRETCH_H

#include "work.h"

/* What is being built: where the next item goes, and the next number of each
 * list of items. */
typedef struct Build {
  Item *item;
  uint32_t *upper;
  uint32_t *cue;
  uint32_t *strange;
  uint32_t number;   /* of the next item */
  uint32_t first;    /* of the paragraph's first item */
  uint32_t sentence; /* of the token before */
} Build;

/* The tokens of paragraph `at` from `first` on, up to `last`, for which there
 * is room.  Gives `last`. */
uint32_t stretch_add(const Text *text, const Paragraph *at, uint32_t first,
                     uint32_t last, Build *build);

#endif
