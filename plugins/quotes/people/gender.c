/* SPDX-License-Identifier: Apache-2.0
 *
 * gender.c - see gender.h.
 */
#include "gender.h"

#include "endings.h"

/* The name's part is a name with so many letters before its ending. */
enum { STEM = 2 };

static uint32_t
find_ending(const char *word, uint32_t length, int she, int he)
{
  if (length <= STEM)
    return 0;
  if (endings_have(word + STEM, length - STEM, she))
    return GENDER_SHE;
  return endings_have(word + STEM, length - STEM, he) ? (uint32_t)GENDER_HE
                                                      : 0u;
}

uint32_t
gender_guess(const Text *text, const Entity *entity, bool *weak)
{
  const char *at = text->doc->text;
  uint32_t first = entity->name.begin, last = entity->name.end, gender;

  *weak = false;
  if (entity->hints)
    return entity->hints > 0 ? GENDER_HE : GENDER_SHE;
  if (entity->gender & (GENDER_THING | GENDER_FIRM))
    return 0;
  while (last > first && at[last - 1] != ' ')
    last--;
  gender = find_ending(at + last, entity->name.end - last, ENDINGS_FAMILY_SHE,
                       ENDINGS_FAMILY_HE);
  if (gender || last == first)
    return gender;
  *weak = true;
  while (first < last && at[first] != ' ')
    first++;
  return find_ending(at + entity->name.begin, first - entity->name.begin,
                     ENDINGS_GIVEN_SHE, ENDINGS_GIVEN_HE);
}

void
gender_hint(Entity *entity, const Item *item, const Item *end)
{
  bool he = false, she = false;

  for (; item < end; item++) {
    if (!(item->bits & (W_PERSONAL | W_POSS)))
      continue;
    he = he || (item->bits & W_HE);
    she = she || (item->bits & W_SHE);
  }
  if (he != she)
    entity->hints += he ? 1 : -1;
}
