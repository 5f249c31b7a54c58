/* SPDX-License-Identifier: Apache-2.0
 *
 * describe.c - see describe.h.
 */
#include "describe.h"

#include <string.h>

#include "phrase.h"
#include "roles.h"

/* A walk back ends after so many steps: no text can make it long. */
enum { CHAIN = 16 };

static bool
is_role(const Item *item)
{
  return item->kind == ITEM_WORD && (item->bits & (W_ROLE | W_TITLE))
         && !(item->shape & ITEM_POSSESSIVE);
}

/* The role at `role` is the entity's. */
static bool
add_role(Register *names, const Text *text, const Items *items, uint32_t begin,
         uint32_t role, uint32_t entity)
{
  const Item *item = &items->items[role];
  const Item *detail = role > begin ? item - 1 : NULL;
  Description one = { .place = item->span.begin, .entity = entity };

  names->entities.items[entity].gender |=
      runs_gender(item)
      | (item->bits & W_ORG                                  ? GENDER_FIRM
         : (item->bits & W_TITLE) && !(item->bits & W_GROUP) ? GENDER_PERSON
                                                             : 0u);
  if (detail && (detail->bits & W_POSS))
    return true; /* "her deputy": not the deputy */
  one.called = (Called){ .role = item->fold,
                         .bits = item->bits,
                         .kind = roles_kind(text, item->span) };
  if (detail && detail->kind == ITEM_WORD && !(detail->bits & PHRASE_SMALL)) {
    one.called.detail = detail->fold;
    one.called.before = detail->span;
  }
  return array_push(&names->descriptions, one);
}

uint32_t
describe_role(const Items *items, uint32_t begin, uint32_t end)
{
  uint32_t tries = CHAIN;

  if (items->items[end - 1].bits & (W_PREP | W_DET))
    return end - 1; /* the name is that of the place */
  for (uint32_t i = end; i-- > begin && tries--;) {
    const Item *item = &items->items[i];

    if ((item->bits & (W_ROLE | W_TITLE)) && i + 1 < end
        && (item[1].cue & (WORD_OF | WORD_TIE)))
      return i;
    if (!phrase_is_name(item) && !(item->cue & (WORD_OF | WORD_TIE))
        && !(item->bits & W_DET))
      break;
  }
  return end - 1;
}

/* Behind "The President of the Republic, His Excellency" the name that begins
 * at `first`: where the words that describe it end. */
static uint32_t
before_name(const Items *items, const Sent *sent, Run run)
{
  uint32_t i = run.first;

  if (i > sent->first + 1 && phrase_is_name(&items->items[i - 1])
      && (items->items[i - 2].bits & W_POSS))
    i -= 2;
  if (i > sent->first + 1 && items->items[i - 1].mark == ','
      && run.last < sent->last && items->items[run.last].mark == ',')
    i--;
  return i;
}

/* No role, and nothing that may stand between a role and a name?  Most words
 * before names are plain. */
static bool
is_plain(const Item *item)
{
  return item->kind == ITEM_WORD && !(item->bits & (W_ROLE | W_TITLE))
         && !(item->cue & WORD_OF) && !phrase_is_name(item);
}

bool
describe_before(Register *names, const Text *text, const Items *items,
                const Sent *sent, Run run, uint32_t entity)
{
  uint32_t role, end;

  if (run.first == sent->first || is_plain(&items->items[run.first - 1]))
    return true;
  end = before_name(items, sent, run);
  if (end == sent->first)
    return true;
  role = describe_role(items, sent->first, end);
  return !is_role(&items->items[role])
         || add_role(names, text, items, sent->first, role, entity);
}

/* "X, 41,", "X, who", "X, which": what that tells of X. */
static uint32_t
behind_comma(const Text *text, const Items *items, uint32_t i)
{
  const Item *item = &items->items[i];
  uint32_t length = item->span.end - item->span.begin;
  const char *at = text->doc->text + item->span.begin;

  if (item->kind == ITEM_NUMBER)
    return items->items[i + 1].mark == ',' && length == 2 ? GENDER_PERSON : 0;
  if (!(item->bits & W_REL))
    return 0;
  if (length == 3)
    return GENDER_PERSON; /* who */
  return length == 5 && memcmp(at, "which", 5) == 0 ? GENDER_FIRM : 0;
}

bool
describe_after(Register *names, const Text *text, const Items *items,
               uint32_t i, uint32_t end, uint32_t entity)
{
  Phrase phrase;

  if (i + 2 >= end || items->items[i].mark != ',')
    return true;
  names->entities.items[entity].gender |= behind_comma(text, items, i + 1);
  if (!(items->items[i + 1].bits & (W_DET | W_ROLE | W_TITLE))
      || !phrase_from(items, i + 1, end, &phrase)
      || !((items->items[i + 1].bits & W_DET)
           || (phrase.last < end && (items->items[phrase.last].cue & WORD_OF))))
    return true;
  return !is_role(&items->items[phrase.head])
         || add_role(names, text, items, i + 1, phrase.head, entity);
}
