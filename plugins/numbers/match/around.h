/* SPDX-License-Identifier: Apache-2.0
 *
 * around.h - the sentence in which a quantity stands, and which of its words
 * belong to other amounts.
 */
#ifndef NUMBERS_AROUND_H
#define NUMBERS_AROUND_H

#include "tokens.h"

typedef struct Around {
  const stemma_doc *doc;
  const stemma_table *tokens;
  const stemma_table *quantities;
  uint32_t row;   /* of the quantity */
  uint32_t first; /* its tokens */
  uint32_t last;  /* the one after them */
  uint32_t noun;  /* token that says what the count before it counts;
                   * UINT32_MAX: none */
} Around;

#define AROUND_NONE UINT32_MAX

static inline const stemma_quantity *
around_quantity(const Around *around, uint32_t row)
{
  return STEMMA_AT(stemma_quantity, around->quantities->rows, row);
}

/* Is the token in the quantity's sentence? */
static inline bool
around_has(const Around *around, uint32_t i)
{
  return i < around->tokens->rows.count
         && token_at(around->tokens, i)->sentence
                == token_at(around->tokens, around->first)->sentence;
}

/* As around_amount.  *row is the quantity nearest to the last token that was
 * asked for on this side, and `row` of the quantity at first. */
static inline uint32_t
around_amount_from(const Around *around, uint32_t i, uint32_t *row)
{
  const stemma_token *token = token_at(around->tokens, i);
  const stemma_quantity *q;

  if (i < around->first) {
    while (*row > 0
           && around_quantity(around, *row - 1)->row.begin >= token->row.end)
      --*row;
    if (*row == 0)
      return AROUND_NONE;
    q = around_quantity(around, *row - 1);
  } else {
    uint32_t count = around->quantities->rows.count;

    while (*row + 1 < count
           && around_quantity(around, *row + 1)->row.end <= token->row.begin)
      ++*row;
    if (*row + 1 >= count)
      return AROUND_NONE;
    q = around_quantity(around, *row + 1);
  }
  return q->row.begin < token->row.end && token->row.begin < q->row.end
                 && q->kind != STEMMA_ORDINAL
             ? q->kind
             : AROUND_NONE;
}

/* The kind of another amount that token `i`, outside this one, is a part of;
 * AROUND_NONE: of none.  The third or the fourth of something is a word like
 * others. */
static inline uint32_t
around_amount(const Around *around, uint32_t i)
{
  uint32_t row = around->row;

  return around_amount_from(around, i, &row);
}

#endif
