/* SPDX-License-Identifier: Apache-2.0
 *
 * gender.c - see gender.h.
 */
#include "gender.h"

#include "endings.h"

/* How names end: a Slavic family name, then a first name. */
typedef struct Tail {
  Ending ending;
  uint8_t gender;
} Tail;
static const Tail family[] = {
  { ENDING("ova"), GENDER_SHE },    { ENDING("eva"), GENDER_SHE },
  { ENDING("skaya"), GENDER_SHE },  { ENDING("ska"), GENDER_SHE },
  { ENDING("ov"), GENDER_HE },      { ENDING("ev"), GENDER_HE },
  { ENDING("sky"), GENDER_HE },     { ENDING("skyy"), GENDER_HE },
  { ENDING("skiy"), GENDER_HE },    { ENDING("ski"), GENDER_HE },
  { ENDING("dottir"), GENDER_SHE }, { ENDING("yan"), 0 },
};
static const Tail given[] = {
  { ENDING("a"), GENDER_SHE },    { ENDING("ette"), GENDER_SHE },
  { ENDING("elle"), GENDER_SHE }, { ENDING("lyn"), GENDER_SHE },
  { ENDING("een"), GENDER_SHE },  { ENDING("ine"), GENDER_SHE },
  { ENDING("iko"), GENDER_SHE },  { ENDING("o"), GENDER_HE },
  { ENDING("us"), GENDER_HE },    { ENDING("slav"), GENDER_HE },
  { ENDING("deep"), 0 },
};

/* The gender of the first of the endings that leaves three letters or more. */
static uint32_t
find_ending(const char *word, uint32_t length, const Tail *tails, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (length > tails[i].ending.length + 2u
        && ending_is(word, length, &tails[i].ending))
      return tails[i].gender;
  return 0;
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
  gender = find_ending(at + last, entity->name.end - last, family,
                       sizeof family / sizeof *family);
  if (gender || last == first)
    return gender;
  *weak = true;
  while (first < last && at[first] != ' ')
    first++;
  return find_ending(at + entity->name.begin, first - entity->name.begin, given,
                     sizeof given / sizeof *given);
}

void
gender_hint(Entity *entity, const Item *item, const Item *end)
{
  bool he = false, she = false;

  for (; item < end; item++) {
    if (item->kind != ITEM_WORD || !(item->bits & (W_PERSONAL | W_POSS)))
      continue;
    he = he || (item->bits & W_HE);
    she = she || (item->bits & W_SHE);
  }
  if (he != she)
    entity->hints += he ? 1 : -1;
}
