/* SPDX-License-Identifier: Apache-2.0
 *
 * names.c - see names.h.
 */
#include "names.h"

#include <string.h>

#include "describe.h"
#include "gender.h"
#include "phrase.h"
#include "roles.h"
#include "runs.h"

static uint32_t
role_of(const Items *items, Run run, const Sent *sent, bool subject)
{
  const Item *last = &items->items[run.last - 1], *next = last + 1;

  if (run.last < sent->last && next->mark == ':')
    return MENTION_SUBJECT; /* "More from Bel: she says" */
  if (run.last < sent->last && next->kind == ITEM_WORD
      && !(next->shape & (ITEM_UPPER | ITEM_LY | ITEM_ED))
      && !(last->shape & ITEM_POSSESSIVE)
      && (!next->bits || (next->bits & (W_ROLE | W_ORG))))
    return MENTION_MODIFIER;
  if (last->shape & ITEM_POSSESSIVE)
    return MENTION_OTHER; /* "Bel's sister wept" */
  return subject ? MENTION_SUBJECT : MENTION_OTHER;
}

static bool
is_plural(const Text *text, const Item *item)
{
  return text->doc->text[item->span.end - 1] == 's';
}

/* "the", "a", "this"; but "she said that Bel ..." */
static bool
is_article(const Item *item)
{
  return (item->bits & W_DET) && !(item->cue & WORD_THAT);
}

/* "in Oslo", "the Herald", "The Long Road": nobody. */
static bool
is_thing(const Text *text, const Items *items, const Sent *sent, Run run,
         bool led)
{
  const Item *first = &items->items[run.first];
  const Item *before = run.first > sent->first ? first - 1 : NULL;

  if (first->cue & WORD_FIRST_NAME)
    return false;
  if (before && (before->kind == ITEM_NUMBER || (before->bits & W_NUMBER))
      && is_plural(text, &items->items[run.last - 1]))
    return true; /* "23,000 Ruritanians" */
  if (led && (before->cue & WORD_IN))
    return true;
  return (first->bits & W_DET) || (before && is_article(before));
}

/* "President of Ruritania Karl Dren": the first word is the place's. */
static bool
begins_with_place(const Items *items, const Sent *sent, Run run)
{
  return run.last - run.first > 2 && run.first > sent->first + 1
         && (items->items[run.first - 1].cue & WORD_OF)
         && (items->items[describe_role(items, sent->first, run.first + 1)].bits
             & W_TITLE);
}

/* Is it more than a word that begins a sentence? */
static bool
is_sure(const Items *items, Run run)
{
  const Item *first = &items->items[run.first];

  return run.last > run.first + 1 || run.gender
         || !(first->shape & (ITEM_FIRST | ITEM_CAPS))
         || (first->cue & WORD_FIRST_NAME);
}

/* "Ana Bel's husband died": she, who begins the sentence, is spoken of. */
static bool
has_relative(const Register *names, const Items *items, Run run,
             const Sent *sent, uint32_t entity)
{
  const Item *last = &items->items[run.last - 1];
  uint32_t gender = names->entities.items[entity].gender;

  return (last->shape & ITEM_POSSESSIVE) && run.last < sent->last
         && ((gender == GENDER_SHE && runs_gender(last + 1) == GENDER_HE)
             || (gender == GENDER_HE && runs_gender(last + 1) == GENDER_SHE));
}

/* Does an article or the like lead in item `i`: "the", "the 52-year-old"? */
static bool
is_introduced(const Items *items, const Sent *sent, uint32_t i)
{
  uint32_t tries = 4; /* "52", "-", "year-old" */

  while (i-- > sent->first && tries--) {
    const Item *before = &items->items[i];

    if (is_article(before) || (before->bits & W_POSS))
      return true;
    if ((before->kind == ITEM_MARK && before->mark != '-')
        || before->kind == ITEM_QUOTE || (before->shape & ITEM_UPPER)
        || (before->bits & PHRASE_SMALL))
      return false;
  }
  return false;
}

/* "the President", "the Italian": a description, no name. */
static bool
is_called(const Text *text, const Items *items, const Sent *sent, Run run)
{
  const Item *before = &items->items[run.first - 1];

  if (run.first == sent->first)
    return false;
  if (run.last == run.first + 1
      && roles_is_people(text, items->items[run.first].span))
    return is_introduced(items, sent, run.first);
  return (is_article(before) || (before->bits & W_POSS))
         && (items->items[run.last - 1].bits & W_TITLE);
}

static bool
has_people(const Text *text, const Items *items, uint32_t i)
{
  return items->items[i].kind == ITEM_WORD
         && roles_is_people(text, items->items[i].span);
}

/* "The general sat down.": whom the text has called that names the sentence's
 * subject. */
static bool
mention_description(Register *names, const Text *text, const Items *items,
                    const Sent *sent)
{
  uint32_t first = sent->body, i = first + 1;
  Mention mention = { .role = MENTION_SUBJECT };
  uint32_t gender;
  Speaker speaker;

  if (first + 3 > sent->last || !(items->items[first].bits & W_DET))
    return true;
  i += !(items->items[i].bits & (W_ROLE | W_TITLE))
       && !has_people(text, items, i);
  if ((!(items->items[i].bits & (W_ROLE | W_TITLE))
       && !has_people(text, items, i))
      || (items->items[i].shape & ITEM_POSSESSIVE))
    return true;
  mention.span =
      (stemma_span){ items->items[first].span.begin, items->items[i].span.end };
  roles_read(text, mention.span, &speaker);
  if (!roles_is_person(text, mention.span, &speaker, &gender))
    return true;
  mention.entity = names_resolve(names, text, mention.span, NONE, NONE);
  return mention.entity == NONE || array_push(&names->mentions, mention);
}

/* "For Ana Bel, it was enough." */
static bool
is_fronted(const Text *text, const Items *items, const Sent *sent, Run run)
{
  const Item *first = &items->items[sent->body];

  return run.first == sent->body + 1 && run.last < sent->last
         && items->items[run.last].mark == ','
         && first->span.end - first->span.begin == 3
         && memcmp(text->doc->text + first->span.begin, "For", 3) == 0;
}

/* "She sat down.": whom the pronoun means is the sentence's subject. */
static bool
mention_pronoun(Register *names, const Text *text, const Items *items,
                const Sent *sent, bool *subject)
{
  const Item *first = &items->items[sent->body];
  Mention mention = { .span = first->span, .role = MENTION_SUBJECT };

  if (sent->body >= sent->last || first->kind != ITEM_WORD
      || !(first->bits & W_PERSONAL) || !(first->bits & (W_HE | W_SHE)))
    return true;
  *subject = false;
  mention.entity = names_resolve(names, text, first->span, NONE, NONE);
  if (mention.entity == NONE)
    return true;
  names->entities.items[mention.entity].hints += first->bits & W_HE ? 1 : -1;
  return array_push(&names->mentions, mention);
}

bool
names_sentence(Register *names, const Text *text, const Items *items,
               const Sent *sent)
{
  Place place = { sent->upper, sent->body };
  uint32_t one = NONE, others = 0, behind = 0;
  bool subject = true;
  Run run;

  if (sent->headline)
    return true; /* its capitals tell nothing */
  if (!mention_description(names, text, items, sent)
      || !mention_pronoun(names, text, items, sent, &subject))
    return false;
  while (runs_next(items, sent, &place, &run)) {
    const Item *before =
        run.first > sent->first ? &items->items[run.first - 1] : NULL;
    bool led = before && (before->bits & W_PREP)
               && !is_fronted(text, items, sent, run);
    Mention mention = { .role = role_of(items, run, sent, subject && !led) };
    if (is_called(text, items, sent, run))
      continue;
    run.first += begins_with_place(items, sent, run);
    if (!run.gender && is_thing(text, items, sent, run, led))
      run.gender = GENDER_THING;
    mention.span = runs_span(text, items, run);
    if (!register_add(names, items, run, mention.span, &mention.entity))
      return false;
    names->entities.items[mention.entity].sure |= is_sure(items, run);
    if (subject && !led
        && has_relative(names, items, run, sent, mention.entity))
      mention.role = MENTION_SUBJECT;
    if (!array_push(&names->mentions, mention)
        || !describe_before(names, text, items, sent, run, mention.entity)
        || !describe_after(names, text, items, place.item, sent->last,
                           mention.entity))
      return false;
    if (names->entities.items[mention.entity].gender & GENDER_THING)
      continue;
    if (mention.role == MENTION_SUBJECT)
      subject = false;
    others += one != NONE && one != mention.entity;
    one = mention.entity;
    behind = place.item;
  }
  if (one != NONE && !others && (items->bits & (W_HE | W_SHE)))
    gender_hint(&names->entities.items[one], items, sent, behind);
  return true;
}
