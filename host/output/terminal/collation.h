/* SPDX-License-Identifier: Apache-2.0
 *
 * collation.h - the places of one utterance in which its witnesses differ,
 * from the layer reading.
 */
#ifndef TERMINAL_COLLATION_H
#define TERMINAL_COLLATION_H

#include "summary.h"

/* The articles that have the same words in a place; "" where they leave them
 * out. */
typedef struct {
  char *text;
  char *folded; /* the words alone, without case and marks */
  guint words;
  GArray *articles; /* of guint32, sorted */
} Variant;

/* Neighbouring columns in which witnesses differ. */
typedef struct {
  guint first;      /* column */
  guint weight;     /* words at stake */
  GArray *variants; /* of Variant, by their first article */
} Variation;

/* Of Variation, the weightiest first; empty when the layer is not there.  An
 * article that does not reach a place (it quotes only a part) is not among its
 * variants. */
GArray *collation_places(const Summary *summary, guint32 utterance);

#endif
