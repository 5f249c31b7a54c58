/* SPDX-License-Identifier: Apache-2.0 */
#include "terms.h"

bool
terms_start(Terms *terms, uint32_t tokens)
{
  if (!array_reserve(&terms->list, tokens + 1)
      || !array_reserve(&terms->worths, tokens)
      || !array_reserve(&terms->names, tokens + 1))
    return false;
  array_clear(&terms->list);
  array_clear(&terms->worths);
  array_clear(&terms->names);
  terms->list.items[0] = (Term){ 0 };
  return true;
}

void
terms_free(Terms *terms)
{
  array_free(&terms->list);
  array_free(&terms->worths);
  array_free(&terms->names);
}

uint32_t
terms_from(const Terms *terms, Stretch stretch, uint32_t byte)
{
  const Term *at = terms->list.items + stretch.first;
  uint32_t count = stretch.end - stretch.first;

  /* Without a branch: the way of a search is as good as random. */
  while (count > 1) {
    uint32_t half = count / 2;

    at += half & -(uint32_t)(at[half - 1].span.begin < byte);
    count -= half;
  }
  at += count && at->span.begin < byte;
  return (uint32_t)(at - terms->list.items);
}
