/* SPDX-License-Identifier: Apache-2.0
 *
 * collation.h - the places of one utterance in which its witnesses differ,
 * from the layer reading.
 */
#ifndef SUMMARY_COLLATION_H
#define SUMMARY_COLLATION_H

#include "summary.h"

/* The articles that have the same words in a place; "" where they leave them
 * out. */
typedef struct {
  char *text;
  char *folded; /* the words alone, without case and marks */
  guint words;
  gboolean turned;  /* without words here: they stand elsewhere (turned.h) */
  GArray *articles; /* of guint32, sorted */
} Variant;

/* Neighbouring columns in which witnesses differ. */
typedef struct {
  guint first;      /* column */
  guint weight;     /* words at stake */
  GArray *variants; /* of Variant, by their first article */
} Variation;

/* One rendering and its cells, by column; NULL: it does not reach there. */
typedef struct {
  guint32 rendering;
  guint32 article;
  guint words;
  GPtrArray *cells; /* of const stemma_reading */
  GArray *more;     /* of guint32: the article's other renderings that go on
                     * with it, and have some of the cells; NULL: none */
} Witness;

/* The table of one utterance. */
typedef struct {
  const stemma_table *table; /* of readings */
  GArray *witnesses;         /* of Witness, one an article, sorted */
  guint columns;
} Collation;

/* The readings of each utterance, so that all are found in one pass. */
typedef struct ReadingIndex ReadingIndex;

/* NULL: there is no such layer. */
ReadingIndex *reading_index_new(const Summary *summary);
void reading_index_free(ReadingIndex *index);

/* An empty one where the utterance has no readings. */
Collation *collation_new(const ReadingIndex *index, guint32 utterance);
void collation_free(Collation *collation);

const stemma_reading *collation_cell(const Witness *witness, guint column);

/* Without case; what is no UTF-8 stays as it is. */
char *collation_fold(const char *text);

/* Joins a witness's words of columns `first` to `last` into `variant`, whose
 * texts are then the caller's; FALSE: it does not reach there. */
gboolean collation_join(const Collation *collation, const Witness *witness,
                        guint first, guint last, Variant *variant);

/* An empty array of Variant; and one more of them, or one more article of the
 * same words.  Takes the variant's texts. */
GArray *variants_new(void);
void variants_add(GArray *variants, Variant *variant, guint32 article);

/* Of Variation, the weightiest first; empty when the layer is not there.  An
 * article that does not reach a place (it quotes only a part) is not among its
 * variants. */
GArray *collation_places(const Summary *summary, guint32 utterance);

#endif
