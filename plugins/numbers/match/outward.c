/* SPDX-License-Identifier: Apache-2.0 */
#include "outward.h"

/* How far a word may be, in tokens, those of other amounts left out; and how
 * far with them: a list of thousands of amounts is walked through from each of
 * them. */
enum { REACH = 24, REACH_ALL = 64 };

static void
set_clear(const Around *around, OutwardSide *side)
{
  if (side->after)
    side->clear = side->row + 1 < around->quantities->rows.count
                      ? around_quantity(around, side->row + 1)->row.begin
                      : UINT32_MAX;
  else
    side->clear =
        side->row > 0 ? around_quantity(around, side->row - 1)->row.end : 0;
}

static OutwardSide
side_start(const Around *around, bool after)
{
  OutwardSide side = { .at = after ? around->last - 1 : around->first,
                       .row = around->row,
                       .after = after,
                       .open = true };

  set_clear(around, &side);
  return side;
}

Outward
outward_start(const Around *around)
{
  return (Outward){
    .around = around,
    .left = side_start(around, false),
    .right = side_start(around, true),
    .sentence = token_at(around->tokens, around->first)->sentence,
    .distance = 1,
  };
}

static inline bool
is_clear(const OutwardSide *side, const stemma_token *token)
{
  return side->after ? token->row.end <= side->clear
                     : token->row.begin >= side->clear;
}

/* Is the token that was reached one of another amount? */
static bool
is_amount(const Around *around, OutwardSide *side)
{
  bool amount = around_amount_from(around, side->at, &side->row) != AROUND_NONE;

  set_clear(around, side);
  return amount;
}

/* Goes outwards, over the words of other amounts. */
static inline void
step_out(const Outward *outward, OutwardSide *side)
{
  const stemma_table *tokens = outward->around->tokens;
  const stemma_token *token;

  do {
    side->at += side->after ? 1 : UINT32_MAX;
    side->open = side->steps++ < REACH_ALL && side->at < tokens->rows.count;
    if (!side->open)
      return;
    token = token_at(tokens, side->at);
    side->open = token->sentence == outward->sentence;
  } while (side->open && !is_clear(side, token)
           && is_amount(outward->around, side));
}

/* One step on one side, which notes the token there if it is a word and no stop
 * word.  Which it is no processor guesses, so that it goes without a branch. */
static inline void
look_on(const Outward *outward, OutwardSide *side, const Senses *senses,
        Ahead *ahead)
{
  const stemma_token *token;

  if (side->open)
    step_out(outward, side);
  if (!side->open)
    return;
  token = token_at(outward->around->tokens, side->at);
  ahead->words[ahead->count].token = side->at;
  ahead->words[ahead->count].distance = (uint8_t)outward->distance;
  ahead->words[ahead->count].flags = side->after ? NEAR_AFTER : 0;
  ahead->count +=
      (token->kind == STEMMA_TOKEN_WORD) & !senses_skip(senses, token->fold);
  senses_foresee(senses, token->fold);
}

static inline bool
goes_further(const Outward *outward)
{
  return outward->distance <= REACH
         && (outward->left.open || outward->right.open);
}

bool
outward_look(Outward *outward, const Senses *senses, uint32_t wanted,
             Ahead *ahead)
{
  ahead->count = 0;
  for (; goes_further(outward) && ahead->count < wanted; outward->distance++) {
    look_on(outward, &outward->left, senses, ahead);
    look_on(outward, &outward->right, senses, ahead);
  }
  return ahead->count > 0;
}
