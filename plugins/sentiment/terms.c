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
  const Term *list = terms->list.items;
  uint32_t first = stretch.first, count = stretch.end - stretch.first;

  while (count) {
    uint32_t half = count / 2;
    bool after = list[first + half].span.begin < byte;

    first += after ? half + 1 : 0;
    count = after ? count - half - 1 : half;
  }
  return first;
}
