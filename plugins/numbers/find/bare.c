/* SPDX-License-Identifier: Apache-2.0 */
#include "bare.h"

#include "ages.h"
#include "compound.h"
#include "context.h"

/* "dozens", "a few hundred": an amount by itself; "few" is not. */
static bool
says_amount(const Text *text, const Number *n)
{
  return entry_at(text, n->end - 1)->word != WORD_FEW;
}

/* "5G" is a generation of networks, not 5 billion, and "4K" one of screens. */
static bool
is_generation(const Text *text, const Number *n)
{
  return (n->flags & NUMBER_LETTER)
         && ((is_symbol(text, n->end - 1, "G") && n->value < 7e9)
             || (is_symbol(text, n->end - 1, "K")
                 && (n->value == 4e3 || n->value == 8e3)));
}

void
bare_judge(const Text *text, Amount *a)
{
  const Number *n = &a->number;

  a->kind = n->flags & NUMBER_ORDINAL ? STEMMA_ORDINAL : STEMMA_CARDINAL;
  if (n->flags & NUMBER_ORDINAL)
    a->named = !context_is_rank(text, n);
  else if (n->flags & NUMBER_VAGUE)
    a->named = !says_amount(text, n) && same_sentence(text, n->begin, n->end)
               && !is(text, n->end, IS_OF);
  else if (n->flags & NUMBER_COUPLE)
    a->named = same_sentence(text, n->begin, n->end)
               && !is(text, n->end, IS_OF | IS_FILLER);
  else if (ages_tell(text, n)) {
    a->kind = STEMMA_AGE;
    a->measured = true;
    a->measure = (Measure){
      .unit = text->lexicon->year, .kind = STEMMA_AGE, .factor = 12, .power = 1
    };
  } else if (n->value == 1 && (n->flags & NUMBER_WORDS)
             && n->end == n->begin + 1)
    a->named = hyphened(text, n->begin) || hyphened(text, n->end)
               || !context_counts_one(text, n);
  else
    a->named = is_generation(text, n) || context_is_name(text, n);
}

bool
bare_aged(const Text *text, Amount *a)
{
  if (a->begin == 0 || !is(text, a->begin - 1, IS_PERSON_AGE) || a->value > 130
      || a->value < 0 || (a->number.flags & (NUMBER_ORDINAL | NUMBER_VAGUE)))
    return false;
  a->kind = STEMMA_AGE;
  a->measured = true;
  a->measure = (Measure){
    .unit = text->lexicon->year, .kind = STEMMA_AGE, .factor = 12, .power = 1
  };
  return true;
}
