/* SPDX-License-Identifier: Apache-2.0
 *
 * describe.c - see describe.h.
 */
#include "describe.h"

#include <string.h>

#include "firms.h"
#include "people.h"
#include "phrase.h"
#include "roles.h"

/* A walk back ends after so many steps: no text can make it long. */
enum { CHAIN = 16 };

/* "biologist", "Dane" */
static bool
is_trade(const Naming *n, const Item *item)
{
  Word known = { .classes = item->classes };

  return !(item->bits & W_GROUP) && people_may_be(n->text, item->span, &known);
}

static bool
is_role(const Naming *n, const Item *item)
{
  return item->kind == ITEM_WORD && !(item->shape & ITEM_POSSESSIVE)
         && ((item->bits & (W_ROLE | W_TITLE)) || is_trade(n, item));
}

bool
describe_as(const Naming *n, const Item *begin, const Item *item,
            uint32_t entity)
{
  const Item *detail = item > begin ? item - 1 : NULL;
  Description one = { .place = item->span.begin, .entity = entity };

  n->names->entities.items[entity].gender |=
      runs_gender(item)
      | (item->bits & W_ORG ? GENDER_FIRM
         : ((item->bits & W_TITLE) && !(item->bits & W_GROUP))
                 || ((item->cue & WORD_PEOPLE) && is_trade(n, item))
             ? GENDER_PERSON
             : 0u);
  if (detail && ((detail->bits & W_POSS) || (detail->shape & ITEM_POSSESSIVE))
      && (item->bits & W_ROLE) && !(item->bits & (W_ORG | W_GROUP | W_CONTENT)))
    n->names->entities.items[entity].gender |= GENDER_PERSON; /* "her deputy" */
  if (detail && (detail->bits & W_POSS)) { /* "her deputy": not the deputy */
    if (runs_gender(item) && !(item->bits & W_TITLE))
      n->names->entities.items[entity].gender |= GENDER_KIN;
    return true;
  }
  one.called = (Called){ .role = roles_fold(n->text, item->span, item->fold),
                         .bits = item->bits,
                         .kind = roles_kind(n->text, item->span, item->fold) };
  if (detail && detail->kind == ITEM_WORD && !(detail->bits & PHRASE_SMALL)
      && !((detail->bits & W_TITLE) && (detail->bits & (W_HE | W_SHE)))) {
    one.called.detail = detail->fold;
    one.called.before = detail->span;
  }
  return array_push(&n->names->descriptions, one);
}

const Item *
describe_role(const Item *begin, const Item *end)
{
  const Item *low = end - begin > CHAIN ? end - CHAIN : begin;

  if (end[-1].bits & (W_PREP | W_DET))
    return end - 1; /* the name is that of the place */
  for (const Item *item = end; item-- > low;) {
    if ((item->bits & (W_ROLE | W_TITLE)) && item + 1 < end
        && (item[1].cue & (WORD_OF | WORD_TIE)))
      return item;
    if (!phrase_is_name(item) && !(item->cue & (WORD_OF | WORD_TIE))
        && !(item->bits & W_DET))
      break;
  }
  return end - 1;
}

/* Behind "The President of the Republic, His Excellency" the name of the run:
 * where the words that describe it end. */
static const Item *
before_name(const Naming *n, const Run *run)
{
  const Item *item = run->first;

  if (item > n->first + 1 && phrase_is_name(item - 1)
      && (item[-2].bits & W_POSS))
    item -= 2;
  if (item > n->first + 1 && item[-1].mark == ',' && run->last < n->end
      && run->last->mark == ',')
    item--;
  return item;
}

/* "a spokesman for the union, X,": the word before the comma at `end` may only
 * tell where the head of its phrase belongs. */
static const Item *
role_before(const Naming *n, const Item *end)
{
  const Item *role = describe_role(n->first, end), *items = n->items->items;
  Phrase phrase;

  if (end->mark != ',' || !(role->bits & W_ORG)
      || !phrase_to(items, (uint32_t)(n->first - items),
                    (uint32_t)(end - 1 - items), &phrase)
      || !is_role(n, items + phrase.head))
    return role;
  return items + phrase.head;
}

bool
describe_before(const Naming *n, const Run *run, uint32_t entity)
{
  const Item *role, *end = before_name(n, run);

  if (end == n->first)
    return true;
  role = role_before(n, end);
  if (is_role(n, role) && !describe_as(n, n->first, role, entity))
    return false;
  if (end - n->first < 3 || !(end[-1].bits & W_TITLE) || end[-2].mark != ','
      || run->last >= n->end || run->last->mark != ',')
    return true;
  role = describe_role(n->first, end - 2); /* "the minister, Gen. Dren," */
  return !is_role(n, role) || describe_as(n, n->first, role, entity);
}

/* "X, 41,", "X, who", "X, which": what that tells of X. */
static uint32_t
behind_comma(const Text *text, const Item *item)
{
  uint32_t length = item->span.end - item->span.begin;
  const char *at = text->doc->text + item->span.begin;

  if (item->kind == ITEM_NUMBER)
    return item[1].mark == ',' && length == 2 ? GENDER_PERSON : 0;
  if (!(item->bits & W_REL))
    return 0;
  if (length == 3)
    return GENDER_PERSON; /* who */
  return length == 5 && memcmp(at, "which", 5) == 0 ? GENDER_FIRM : 0;
}

bool
describe_after(const Naming *n, const Item *comma, uint32_t entity)
{
  const Item *first = comma + 1, *items = n->items->items, *head;
  uint32_t end = (uint32_t)(n->end - items);
  uint32_t *gender = &n->names->entities.items[entity].gender;
  Phrase phrase;

  *gender |= behind_comma(n->text, first);
  if ((*gender & (GENDER_THING | GENDER_FIRM)) == GENDER_THING
      || !(first->bits & (W_DET | W_ROLE | W_TITLE))
      || !phrase_from(items, (uint32_t)(first - items), end, &phrase)
      || !((first->bits & W_DET)
           || (phrase.last < end && (items[phrase.last].cue & WORD_OF))))
    return true;
  head = items + phrase.head;
  if (firms_is_item(n->text, head))
    *gender |= GENDER_FIRM;
  return !is_role(n, head) || describe_as(n, first, head, entity);
}
