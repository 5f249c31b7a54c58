/* SPDX-License-Identifier: Apache-2.0
 *
 * capitals.c - see capitals.h.
 */
#include "capitals.h"

#include "phrase.h"

/* Words with a capital that are no part of a name, by their shape: small ones
 * that only begin a sentence, and no "He" or "US" but in capitals. */
#define NO_NAME W_TIME
#define NO_NAME_FIRST (PHRASE_SMALL | W_POSS)
#define NO_NAME_LOWER (W_PERSONAL | W_SUB | W_REL)
static const uint32_t no_name[] = { [0] = NO_NAME | NO_NAME_LOWER,
                                    [ITEM_CAPS] = NO_NAME,
                                    [ITEM_FIRST] =
                                        NO_NAME | NO_NAME_LOWER | NO_NAME_FIRST,
                                    [ITEM_FIRST | ITEM_CAPS] =
                                        NO_NAME | NO_NAME_FIRST };

/* A word that the lexicon does not have may be a first name: "Emily" is no
 * adverb then, and no "Mohamed" a verb.  No word is in both tables; all are
 * looked up, since no processor guesses which are unknown. */
static inline void
know_name(Item *item)
{
  item->classes |= word_find_name(item->fold)->classes;
  item->shape &=
      (uint8_t) ~((item->classes != 0) * (uint32_t)(ITEM_LY | ITEM_ED));
}

void
capitals_mark(const Text *text, Items *items)
{
  const uint32_t *upper = items->uppers.items;
  const uint32_t *last = upper + items->uppers.count;
  const char *bytes = text->doc->text;
  Item *first = items->items;

  for (; upper < last; upper++) {
    Item *item = first + *upper;
    uint32_t shape, name;
    know_name(item);
    shape = item->shape;
    if (capitals_all(bytes, item->span))
      shape |= ITEM_CAPS;
    name = !(item->bits & no_name[shape & (ITEM_FIRST | ITEM_CAPS)]);
    item->shape = (uint8_t)(shape | name * ITEM_NAME);
  }
}
