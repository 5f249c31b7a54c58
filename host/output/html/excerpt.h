/* SPDX-License-Identifier: Apache-2.0
 *
 * excerpt.h - what the page keeps of articles' own words: a headline, or how
 * they begin, and the sentences in which they give numbers.
 *
 * Sentences are the rows of the layer sentiment, which a report of rows has
 * with their text, so that a page made again from it is the same.  Without
 * them, or where the text is not known, there is nothing.  One thread.
 */
#ifndef HTML_EXCERPT_H
#define HTML_EXCERPT_H

#include "../report.h"

/* A stretch of a sentence, and the number in it. */
typedef struct {
  char *text;      /* NULL: not known */
  guint begin;     /* of the number, in `text` */
  guint end;       /* behind it */
  gboolean before; /* the sentence begins earlier */
  gboolean after;  /* it goes on */
} Excerpt;

/* Of Excerpt, by row of `quantities`; NULL: nothing is known. */
GArray *excerpts_new(const Document *document, const stemma_table *tones,
                     const stemma_table *quantities);

/* The first sentence that reads like a headline, else NULL; then `opening` is
 * how the text begins, or NULL. */
char *excerpt_title(const Document *document, const stemma_table *tones,
                    char **opening);

/* In quote marks, the number in bold, with about `room` characters of the
 * sentence on either side. */
void excerpt_print(GString *to, const Excerpt *excerpt, guint room);

#endif
