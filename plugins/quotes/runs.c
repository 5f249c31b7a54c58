/* SPDX-License-Identifier: Apache-2.0
 *
 * runs.c - see runs.h.
 */
#include "runs.h"

#include <string.h>

#include "phrase.h"

static bool
is_run_word(const Item *item)
{
  return phrase_is_name(item)
         || (item->kind == ITEM_WORD
             && (item->bits & (W_PARTICLE | W_CONJ)) == W_PARTICLE);
}

/* A name's first word: not a common noun that only begins the sentence. */
static bool
begins_name(const Items *items, uint32_t i, uint32_t end)
{
  const Item *item = &items->items[i];

  if (!phrase_is_name(item))
    return false;
  if (!(item->shape & ITEM_FIRST) || (item->cue & WORD_FIRST_NAME)
      || !(item->bits & (W_ROLE | W_GROUP | W_VERB | W_NUMBER | W_STATEMENT)))
    return true;
  return i + 1 < end && is_run_word(&items->items[i + 1]);
}

/* "Holm & Co" */
static bool
is_and(const Items *items, uint32_t i, uint32_t end)
{
  return items->items[i].mark == '&' && i + 1 < end
         && is_run_word(&items->items[i + 1]);
}

bool
runs_next(const Items *items, const Sent *sent, Place *place, Run *run)
{
  uint32_t i, first, end = sent->last, gender = 0;

  for (;; place->upper++) {
    if (place->upper == sent->upper_end)
      return false;
    i = items->uppers.items[place->upper];
    if (i >= place->item && begins_name(items, i, end))
      break;
  }
  first = i;
  while (i < end && (is_run_word(&items->items[i]) || is_and(items, i, end))) {
    const Item *item = &items->items[i++];
    gender |= runs_gender(item);
    if (item->shape & ITEM_POSSESSIVE)
      break;
    if ((item->bits & (W_TITLE | W_ROLE)) && i < end
        && is_run_word(&items->items[i]))
      first = i;
    else if ((item->cue & WORD_FIRST_NAME) && i < end
             && phrase_is_name(&items->items[i])
             && !(items->items[first].cue & WORD_FIRST_NAME))
      first = i - 1;
  }
  place->item = i;
  while (i > first + 1 && !phrase_is_name(&items->items[i - 1]))
    i--;
  *run = (Run){ first, i, gender };
  return true;
}

stemma_span
runs_span(const Text *text, const Items *items, Run run)
{
  stemma_span span = { items->items[run.first].span.begin,
                       items->items[run.last - 1].span.end };
  const char *at = text->doc->text;

  if (!(items->items[run.last - 1].shape & ITEM_POSSESSIVE))
    return span;
  if (span.end > span.begin + 2 && memcmp(at + span.end - 2, "'s", 2) == 0)
    span.end -= 2;
  else if (span.end > span.begin + 4
           && memcmp(at + span.end - 4, "\xe2\x80\x99s", 4) == 0)
    span.end -= 4;
  return span;
}
