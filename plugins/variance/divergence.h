/* SPDX-License-Identifier: Apache-2.0
 *
 * divergence.h - how two witnesses of an utterance differ, column by column.
 *
 * Each content word of the two falls under one head, with its weight:
 *   same      both have it in this column; forms and spellings of one word
 *             count here in part
 *   other     both have a word here, and not the same one
 *   moved     the other has it in another column, where they disagree
 *   omitted   the other has nothing here
 * An omission is never counted as a different wording.
 */
#ifndef VARIANCE_DIVERGENCE_H
#define VARIANCE_DIVERGENCE_H

#include "votes.h"

/* The two words that share a column count as one place of their mean weight. */
typedef struct Share {
  double same;
  double other;
  double moved;
  double omitted;
} Share;

/* What two witnesses have in common. */
typedef struct Overlap {
  uint32_t translation; /* STEMMA_VERBATIM, ... (kinship.h) */
  uint32_t first;       /* the columns between which both have words; */
  uint32_t last;        /* first > last: none */
} Overlap;

typedef struct Components {
  double form;     /* wording, order and, if counted, omission in one */
  double wording;  /* other / (same + other + moved) */
  double order;    /* moved / (same + moved) */
  double omission; /* omitted / all */
} Components;

/* Fills shares[0 .. columns - 1] for the witnesses `a` and `b`.  `scratch` has
 * room for 4 numbers for each column. */
void divergence_shares(const Sheet *sheet, uint32_t a, uint32_t b,
                       Share *shares, uint32_t *scratch);

void divergence_overlap(const Sheet *sheet, const Votes *votes, uint32_t a,
                        uint32_t b, Overlap *overlap);

/* The sum of the shares of `count` columns. */
Share divergence_sum(const Share *shares, uint32_t count);

/* All in 0..1; 0 where there is nothing to compare. */
Components divergence_components(const Share *sum, bool count_omissions);

/* What a column adds to the two sides of the fraction that `form` is. */
typedef struct FormPart {
  double differs;
  double all;
} FormPart;

FormPart divergence_form_part(const Share *share, bool count_omissions);

/* The form of `count` columns, as picked. */
double divergence_form(const FormPart *parts, const uint32_t *picks,
                       uint32_t count);

#endif
