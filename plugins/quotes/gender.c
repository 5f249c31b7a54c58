/* SPDX-License-Identifier: Apache-2.0
 *
 * gender.c - see gender.h.
 */
#include "gender.h"

#include <string.h>

/* How names end: a Slavic family name, then a first name. */
typedef struct Ending {
  char end[7];
  unsigned char gender;
} Ending;
static const Ending family[] = {
  { "ova", GENDER_SHE }, { "eva", GENDER_SHE },    { "skaya", GENDER_SHE },
  { "ska", GENDER_SHE }, { "ov", GENDER_HE },      { "ev", GENDER_HE },
  { "sky", GENDER_HE },  { "skyy", GENDER_HE },    { "skiy", GENDER_HE },
  { "ski", GENDER_HE },  { "dottir", GENDER_SHE }, { "yan", 0 },
};
static const Ending given[] = {
  { "a", GENDER_SHE },   { "ette", GENDER_SHE }, { "elle", GENDER_SHE },
  { "lyn", GENDER_SHE }, { "een", GENDER_SHE },  { "ine", GENDER_SHE },
  { "iko", GENDER_SHE }, { "o", GENDER_HE },     { "us", GENDER_HE },
  { "slav", GENDER_HE }, { "deep", 0 },
};

static uint32_t
find_ending(const char *word, uint32_t length, const Ending *endings,
            size_t count)
{
  for (size_t i = 0; i < count; i++) {
    uint32_t end = (uint32_t)strlen(endings[i].end);

    if (length > end + 2
        && memcmp(word + length - end, endings[i].end, end) == 0)
      return endings[i].gender;
  }
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
