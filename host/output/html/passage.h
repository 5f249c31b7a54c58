/* SPDX-License-Identifier: Apache-2.0
 *
 * passage.h - the collation of an utterance as a text to read: stretches that
 * all have in common, and places where they part.
 *
 * A witness that lacks a long stretch is not compared in it: the others'
 * words stay in one piece there, and the passage says who is missing.
 */
#ifndef HTML_PASSAGE_H
#define HTML_PASSAGE_H

#include "../summary/collation.h"

typedef struct {
  char *same;       /* the common words; NULL: they differ */
  GArray *variants; /* of Variant, where they differ; NULL: they do not */
  char *mark;       /* that all have after it; NULL: none, or not all */
  GArray *absent;   /* of guint32, sorted: articles that are not compared */
  GArray *present;  /* of guint32, sorted */
  gboolean turned;  /* the absent ones have some of it elsewhere (turned.h) */
} Passage;

/* Takes out those that quote only a few words, if others quote more: they are
 * no witnesses of the rest. */
void passages_set_aside(const Summary *summary, Collation *collation);

/* Of Passage, in the order of the text; empty where nothing is known. */
GArray *passages_new(const Collation *collation);

/* Do both leave out the same articles? */
gboolean passages_alike(const Passage *a, const Passage *b);

#endif
