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

/* May a month stand behind the item: "in", "last", "5", "of"? */
static bool
is_dated(const Item *before)
{
  return before->kind != ITEM_WORD
             ? before->kind == ITEM_NUMBER
             : (before->bits & (W_PREP | W_DET | W_TIME | W_NUMBER | W_ADVERB));
}

/* "May said", "May, who", "May's": does what follows the word tell that it is
 * somebody's name? */
static bool
is_acting(const Item *item, const Item *next, const Item *end)
{
  if (item->shape & ITEM_POSSESSIVE || next + 1 >= end)
    return false;
  if (next->mark == ',')
    return next[1].cue & WORD_FIRST_NAME || (next[1].bits & (W_DET | W_REL));
  return next->kind == ITEM_WORD && !(next->shape & ITEM_UPPER)
         && ((next->cue & (CUE_SAY | CUE_TELL)) != 0)
         && (next->cue & (FORM_ED | FORM_S));
}

/* Theresa May, June Holm: is the month somebody's name?  A first name, a title
 * or a name beside it tells so, and after that a verb of saying. */
static bool
is_named_month(Items *items, const Item *item, uint32_t bit)
{
  const Item *end = items->items + items->count, *next = item + 1;
  const Item *last = item > items->items ? item - 1 : NULL;
  bool named = last && (last->shape & ITEM_NAME)
               && !(last->shape & ITEM_POSSESSIVE)
               && ((last->cue & WORD_FIRST_NAME) || (last->bits & W_TITLE));

  if (last && !named && is_dated(last))
    return false;
  named |= next < end && next->kind == ITEM_WORD && (next->shape & ITEM_UPPER)
           && !next->bits && !(next->shape & ITEM_FIRST);
  if (named)
    items->months |= bit;
  else
    named = is_acting(item, next, end)
            || ((items->months & bit) && last && (last->cue & CUE_SAY));
  return named;
}

/* "The Sunday Ledger" */
static bool
is_day_of_name(const Items *items, const Item *item)
{
  const Item *next = item + 1;

  return item > items->items && next < items->items + items->count
         && (item[-1].bits & W_DET) && !(item[-1].bits & W_PREP)
         && next->kind == ITEM_WORD && (next->shape & ITEM_UPPER)
         && !(next->bits & W_TIME) && !(next->cue & WORD_FIRST_NAME);
}

/* A month or a day that is part of a name loses what tells that it is none.
 * Not inline, so that the loop over all capitals keeps its registers. */
__attribute__((noinline)) static void
know_time(Items *items, Item *item)
{
  if (is_day_of_name(items, item))
    item->classes = 0;
  for (uint32_t i = 0; i < lexicon_month.count; i++)
    if (lexicon_month.folds[i] == item->fold) {
      if (is_named_month(items, item, 1u << i))
        item->classes = 0;
      return;
    }
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
    if (item->bits & W_TIME)
      know_time(items, item);
    shape = item->shape;
    if (capitals_all(bytes, item->span))
      shape |= ITEM_CAPS;
    name = !(item->bits & no_name[shape & (ITEM_FIRST | ITEM_CAPS)]);
    item->shape = (uint8_t)(shape | name * ITEM_NAME);
  }
}
