/* SPDX-License-Identifier: Apache-2.0
 *
 * near.h - how far articles lie apart: the mean divergence over what they
 * share, of each two of them and of each against all others; and which two are
 * the widest apart in an utterance.
 *
 * From the pairs of the layer variance, so that every figure of the page is of
 * one scale.  Scores are 0..1.  One thread.
 */
#ifndef HTML_NEAR_H
#define HTML_NEAR_H

#include "../summary/summary.h"

typedef struct {
  guint count;     /* articles that are compared with each other */
  double *sums;    /* count * count */
  guint32 *shared; /* count * count: utterances */
  double *all;     /* by article, against every other */
  guint32 *pairs;  /* by article */
  gboolean any;
} Near;

/* Of each two of the first `most` articles. */
Near *near_new(const Summary *summary, guint most);
void near_free(Near *near);

/* FALSE: nothing that both render was compared.  `shared`, which may be NULL:
 * on how many utterances it rests. */
gboolean near_pair(const Near *near, guint32 a, guint32 b, double *mean,
                   guint32 *shared);

/* The mean of an article's pairs, each utterance counting once for each other
 * article. */
gboolean near_all(const Near *near, guint32 article, double *mean);

/* What the divergence of an utterance is made of. */
typedef struct {
  guint32 witnesses; /* documents that are compared; 0: none */
  double omission;   /* share of words that some leave out */
  double widest;     /* pair; -1: none */
  guint32 a;         /* its articles */
  guint32 b;
} Spread;

typedef struct {
  GArray *list;             /* of Spread, by row of "utterance" */
  gboolean omissions_count; /* in the scores, by an option */
} Spreads;

Spreads *spreads_new(const Summary *summary);
void spreads_free(Spreads *spreads);
const Spread *spread_of(const Spreads *spreads, guint32 utterance);

#endif
