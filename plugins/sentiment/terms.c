/* SPDX-License-Identifier: Apache-2.0 */
#include "terms.h"

#include <string.h>

#include "reader.h"

void
terms_append(Terms *terms, const stemma_token *token, const Word *word,
             Worth *worth)
{
  Term *term = &terms->list.items[terms->list.count++];
  uint32_t negated = worth->flags & TERM_NEGATED;
  int32_t weight = word->weight[negated];

  term->span = (stemma_span){ token->row.begin, token->row.end };
  term->entry = word->entry;
  term->flags = worth->flags;
  terms->places.items[token->row.begin / PLACE + 1] = terms->list.count;
  term[1].before = term->before;
  term[1].before.words += (worth->flags & TERM_WORD) != 0;
  term[1].before.learned += (uint64_t)(int64_t)weight << 32 * negated;
  if (worth->flags & TERM_WORTH) {
    worth->weight = weight;
    terms->worths.items[terms->worths.count++] = *worth;
    term[1].before.worths++;
  }
}

bool
terms_start(Terms *terms, uint32_t length, uint32_t tokens)
{
  uint32_t places = length / PLACE + 2;

  if (!array_reserve(&terms->list, tokens + 1)
      || !array_reserve(&terms->worths, tokens)
      || !array_reserve(&terms->capitals, tokens + 1)
      || !array_reserve(&terms->places, places))
    return false;
  array_clear(&terms->list);
  array_clear(&terms->worths);
  array_clear(&terms->capitals);
  terms->expected = 0;
  terms->list.items[0] = (Term){ 0 };
  terms->places.count = places;
  memset(terms->places.items, 0, places * sizeof *terms->places.items);
  return true;
}

void
terms_end(Terms *terms)
{
  uint32_t *places = terms->places.items;

  for (uint32_t i = 1; i < terms->places.count; i++)
    if (!places[i])
      places[i] = places[i - 1];
  terms->list.items[terms->list.count].span.begin = UINT32_MAX;
}

void
terms_free(Terms *terms)
{
  array_free(&terms->list);
  array_free(&terms->worths);
  array_free(&terms->capitals);
  array_free(&terms->places);
}

uint32_t
terms_from(const Terms *terms, uint32_t byte)
{
  const Term *list = terms->list.items;
  uint32_t i;

  if (byte / PLACE >= terms->places.count)
    return terms->list.count;
  for (i = terms->places.items[byte / PLACE]; list[i].span.begin < byte; i++)
    ;
  return i;
}
