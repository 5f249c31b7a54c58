/* SPDX-License-Identifier: Apache-2.0
 *
 * label.h - a few words to know an utterance by: those that most renderings
 * share.
 */
#ifndef QUOTE_DIFF_LABEL_H
#define QUOTE_DIFF_LABEL_H

#include "cut.h"
#include "parts.h"

typedef struct Labeller {
  Stems *stems; /* not owned */
  WordList words;
  WordList others;
  Buffer counts;    /* of uint32_t, for each word */
  const char *text; /* that `words` are of */
} Labeller;

/* A stretch of the text of one of `members` (of CarriedRendering): `begin`
 * and `length` in the text of the member that is returned.  UINT32_MAX without
 * memory. */
uint32_t label_choose(Labeller *labeller, const stemma_table *members,
                      uint32_t *begin, uint32_t *length);

void label_free(Labeller *labeller);

#endif
