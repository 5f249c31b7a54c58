/* SPDX-License-Identifier: Apache-2.0
 *
 * ranking.h - the utterances that several articles render, the widest apart
 * first.
 */
#ifndef SUMMARY_RANKING_H
#define SUMMARY_RANKING_H

#include "summary.h"

typedef struct {
  guint32 row; /* of "utterance" */
  guint32 witnesses;
  gboolean scored;  /* a variance is known */
  double score;     /* 0..1 */
  GArray *articles; /* of guint32, sorted, each once; NULL until asked for */
  GArray *parts;    /* those of them that quote only a few words, or tell of
                     * it in their own; as `articles` */
} Ranked;

/* Do all who render it use the same words?  A score may be next to nothing
 * where small words differ. */
gboolean ranking_is_identical(const Ranked *ranked);

/* How many from the start of a ranking are not identical; the rest is. */
guint ranking_count_different(const GArray *ranking);

/* Of two Ranked, for g_array_sort: by descending score, then those without one,
 * then identical ones; in each by witnesses, then by first appearance. */
int ranking_compare(const void *first, const void *second);

/* In that order. */
GArray *ranking_new(const Summary *summary);

/* Who renders each of the ranked from `first`, `count` of them: one pass over
 * the renderings. */
void ranking_find_articles(const Summary *summary, GArray *ranking, guint first,
                           guint count);

#endif
