/* SPDX-License-Identifier: Apache-2.0
 *
 * mention_first.c - whom a sentence without a name at its beginning is about:
 * "The general", "A young man", "She"; see mention.h.
 */
#include "antecedent.h"
#include "describe.h"
#include "firms.h"
#include "mention.h"
#include "names.h"
#include "people.h"
#include "phrase.h"
#include "roles.h"

static bool
is_person(const Naming *n, const Item *item)
{
  return (item->bits & (W_ROLE | W_TITLE))
         || (item->kind == ITEM_WORD && people_is_item(n->text, item));
}

/* "A", "An", "Another" */
static bool
is_new(const Naming *n, const Item *item)
{
  const char *at = n->text->doc->text + item->span.begin;

  return at[0] == 'A' && (item->bits & W_DET)
         && !(item->bits & (W_PLURAL | W_PREP));
}

/* "A young man laughed.": somebody without a name, of whom "he" and "the man"
 * may tell more.  In the lead his name follows. */
static bool
mention_stranger(Naming *n)
{
  const Item *items = n->items->items, *head, *behind;
  Mention mention = { .role = MENTION_SUBJECT };
  Phrase phrase;

  if (n->body->span.begin < ANTECEDENT_LEAD
      || !phrase_from(items, (uint32_t)(n->body - items),
                      (uint32_t)(n->end - items), &phrase))
    return true;
  head = items + phrase.head;
  behind = items + phrase.last;
  if (!is_person(n, head) || (head->bits & (W_GROUP | W_ORG))
      || (head->shape & ITEM_UPPER) || phrase.last > phrase.first + 4
      || (behind + 1 < n->end && behind->mark == ','
          && phrase_is_name(behind + 1)))
    return true;
  mention.span = (stemma_span){ n->body->span.begin, behind[-1].span.end };
  mention.entity =
      register_add_stranger(n->names, mention.span, runs_gender(head));
  n->subject = false;
  return mention.entity != NONE && array_push(&n->names->mentions, mention)
         && describe_as(n, n->body, head, mention.entity);
}

/* "The general sat down.": whom the text has called that names the sentence's
 * subject. */
static bool
mention_description(Naming *n)
{
  const Item *item = n->body + 1;
  Mention mention = { .role = MENTION_SUBJECT };
  uint32_t gender;
  Speaker speaker;
  bool firm;

  if (n->body + 3 > n->end)
    return true;
  if (is_new(n, n->body))
    return mention_stranger(n);
  firm = firms_is_item(n->text, item);
  if ((!firm && !is_person(n, item) && !is_person(n, ++item))
      || (item->shape & ITEM_POSSESSIVE))
    return true;
  if (item + 2 < n->end && item[1].mark == ',' && phrase_is_name(item + 2))
    return true; /* "The premier, Karl Dren, ...": the name follows */
  mention.span = (stemma_span){ n->body->span.begin, item->span.end };
  roles_read(n->text, mention.span, &speaker);
  if (!firm && !people_is_one(n->text, mention.span, &speaker, &gender))
    return true;
  mention.entity = names_resolve(n->names, n->text, mention.span, NONE, NONE);
  return mention.entity == NONE || array_push(&n->names->mentions, mention);
}

/* "She sat down.": whom the pronoun means is the sentence's subject.  "It was
 * Bel who ...", "They met Bel.": no name is. */
static bool
mention_pronoun(Naming *n)
{
  Mention mention = { .span = n->body->span, .role = MENTION_SUBJECT };

  if (n->body->kind != ITEM_WORD)
    return true;
  n->subject = false;
  if (!(n->body->bits & (W_HE | W_SHE)))
    return true;
  mention.entity = names_resolve(n->names, n->text, mention.span, NONE, NONE);
  if (mention.entity == NONE)
    return true;
  n->names->entities.items[mention.entity].hints +=
      n->body->bits & W_HE ? 1 : -1;
  return array_push(&n->names->mentions, mention);
}

bool
mention_first(Naming *n)
{
  uint32_t bits = n->body->bits;

  if (n->body >= n->end || !(bits & (W_DET | W_PERSONAL)))
    return true;
  return (!(bits & W_DET) || mention_description(n))
         && (!(bits & W_PERSONAL) || mention_pronoun(n));
}
