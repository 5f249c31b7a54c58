/* SPDX-License-Identifier: Apache-2.0
 *
 * phrase.c - see phrase.h.
 */
#include "phrase.h"

/* Phrases end after so many items, and ties nest so deep: no text can make the
 * walk long. */
enum { REACH = 24, TIES = 4 };

static bool
is_lower_word(const Item *item)
{
  return item->kind == ITEM_WORD && !(item->shape & ITEM_UPPER);
}

/* A word that can stand inside a noun phrase after its first word. */
static bool
is_nominal(const Item *item)
{
  if (item->kind == ITEM_NUMBER)
    return true;
  if (item->kind == ITEM_MARK)
    return item->mark == '&' || item->mark == '/' || item->mark == '%'
           || item->mark == '$' || item->mark == '#' || item->mark == '@';
  if (item->kind != ITEM_WORD)
    return false;
  if (phrase_is_name(item))
    return true;
  if (item->bits & (W_ROLE | W_TITLE | W_ORG | W_PARTICLE | W_NUMBER))
    return true;
  return !(item->bits & (PHRASE_SMALL | W_TIME)) && !(item->shape & ITEM_LY);
}

bool
phrase_has_tense(const Item *items, uint32_t begin, uint32_t i)
{
  const Item *item = &items[i];
  const Item *last = i > begin ? &items[i - 1] : NULL;

  if (item->shape & ITEM_UPPER)
    return false;
  if ((item->bits & W_AUX) || (item->cue & WORD_SHORT))
    return true;
  if (item->shape & ITEM_ED)
    return last && last->kind == ITEM_WORD && !(last->bits & PHRASE_SMALL)
           && !(last->shape & ITEM_POSSESSIVE);
  if (!(item->bits & W_VERB) || (item->shape & ITEM_POSSESSIVE))
    return false;
  if (!(item->cue & (FORM_BASE | FORM_S | FORM_ED)))
    return false;
  if (last
      && ((last->bits & (W_DET | W_POSS | W_PREP))
          || (last->shape & ITEM_POSSESSIVE)))
    return (last->bits & W_PRONOUN) && !(last->bits & (W_POSS | W_PREP));
  if ((item->bits & (W_ROLE | W_TITLE)) && !(item->cue & FORM_ED))
    return false;
  return !(item->cue & FORM_BASE) || (item->cue & FORM_ED)
         || (last && (last->bits & (W_PLURAL | W_GROUP | W_FIRST)))
         || (last && last->kind == ITEM_WORD
             && !(last->bits & (W_AUX | PHRASE_SMALL)));
}

/* May the lower-case word `i` be a participle used like an adjective, or a
 * noun that looks like a verb? */
static bool
is_verb_as_noun(const Item *items, uint32_t begin, uint32_t i)
{
  const Item *last = i > begin ? &items[i - 1] : NULL;

  if (!last)
    return items[i].cue & FORM_ING ? false : true;
  if (last->shape & ITEM_POSSESSIVE)
    return true;
  if (last->bits & (W_DET | W_POSS))
    return !(last->bits & W_PERSONAL);
  /* "the former top aide": one more word lies between. */
  return i > begin + 1 && last->kind == ITEM_WORD
         && !(last->bits & (W_VERB | W_PREP | W_AUX))
         && ((items[i - 2].bits & (W_DET | W_POSS))
             || (items[i - 2].shape & ITEM_POSSESSIVE))
         && !(items[i].cue & (FORM_ED | FORM_S));
}

/* Walks left over the words of one plain phrase; returns its first item. */
static uint32_t
walk_left(const Item *items, uint32_t begin, uint32_t i)
{
  if (i > begin + REACH)
    begin = i - REACH;
  while (i > begin) {
    const Item *at = &items[i], *last = &items[i - 1];
    if ((last->bits & (W_DET | W_POSS)) && !(last->cue & WORD_THAT)
        && !(last->bits & (W_PREP | W_REL)) && !(last->shape & ITEM_POSSESSIVE)
        && !((last->bits & W_OBJECT) && !(last->bits & W_POSS))) {
      i--;
      if (i > begin && (items[i - 1].bits & W_DET)
          && !(items[i - 1].bits & (W_PREP | W_REL))
          && !(items[i - 1].cue & WORD_THAT))
        i--;
      return i;
    }
    if (!is_nominal(last))
      return i;
    if (last->kind == ITEM_NUMBER && phrase_is_name(at))
      return i;
    if (is_lower_word(last)) {
      if ((last->bits & W_STATEMENT) && phrase_is_name(at))
        return i;
      if ((last->bits & W_VERB) && !(last->bits & (W_ROLE | W_TITLE))
          && !is_verb_as_noun(items, begin, i - 1))
        return i;
    }
    i--;
  }
  return i;
}

/* "the head of Y": the left phrase counts, if a preposition ties them. */
static bool
is_tie(const Item *item)
{
  return (item->bits & W_PREP) && !(item->shape & ITEM_UPPER)
         && !(item->bits & (W_SUB | W_ADVERB))
         && item->span.end - item->span.begin <= 4;
}

/* The item before "(...)" that ends at `i`; `i` itself without one. */
static uint32_t
before_bracket(const Item *items, uint32_t begin, uint32_t i)
{
  uint32_t k = i, tries = REACH;

  if (items[i].mark != ')')
    return i;
  while (k > begin && tries-- && items[k].mark != '(')
    k--;
  return items[k].mark == '(' && k > begin ? k - 1 : i;
}

static bool
is_pronoun_subject(const Item *item)
{
  if (!(item->bits & W_PRONOUN))
    return false;
  if (item->bits & W_PERSONAL)
    return !(item->bits & W_OBJECT) || (item->bits & (W_HE | W_SHE | W_PLURAL))
           || !(item->bits & W_POSS);
  return !(item->bits & (W_POSS | W_SUB));
}

static bool
can_end(const Item *items, uint32_t begin, uint32_t i)
{
  const Item *item = &items[i];

  if (!is_nominal(item) || (item->shape & ITEM_POSSESSIVE))
    return false;
  if (item->bits & W_AUX)
    return false;
  return !(is_lower_word(item) && (item->bits & W_VERB)
           && !(item->bits & (W_ROLE | W_TITLE | W_STATEMENT | W_ORG))
           && !is_verb_as_noun(items, begin, i));
}

static bool phrase_left(const Item *items, uint32_t begin, uint32_t i,
                        uint32_t ties, Phrase *phrase);

/* Takes in what a preposition or "and" ties to the phrase's left. */
static void
tie_left(const Item *items, uint32_t begin, uint32_t ties, Phrase *phrase)
{
  const Item *tie;
  Phrase left;

  if (!ties || phrase->first < begin + 2)
    return;
  tie = &items[phrase->first - 1];
  if (!(is_tie(tie) || (tie->bits & W_CONJ)))
    return;
  if (!phrase_left(items, begin, phrase->first - 2, ties - 1, &left))
    return;
  if (is_tie(tie)) {
    if (items[left.head].bits & (W_PERSONAL | W_STATEMENT | W_TIME))
      return;
  } else if (left.first > begin && items[left.first - 1].kind == ITEM_WORD
             && !(items[left.first - 1].bits & (W_SUB | W_DET))) {
    return;
  }
  phrase->first = left.first;
  phrase->head = left.head;
}

static bool
phrase_left(const Item *items, uint32_t begin, uint32_t i, uint32_t ties,
            Phrase *phrase)
{
  i = before_bracket(items, begin, i);
  phrase->last = i + 1;
  phrase->head = phrase->first = i;
  if (is_pronoun_subject(&items[i]))
    return true;
  if (!can_end(items, begin, i))
    return false;
  phrase->first = walk_left(items, begin, i);
  tie_left(items, begin, ties, phrase);
  return true;
}

bool
phrase_to(const Item *items, uint32_t begin, uint32_t i, Phrase *phrase)
{
  return phrase_left(items, begin, i, TIES, phrase);
}

/* Walks right over one plain phrase; returns the item after it. */
static uint32_t
walk_right(const Item *items, uint32_t i, uint32_t end)
{
  uint32_t begin = i;

  if (end > i + REACH)
    end = i + REACH;
  while (i < end && (items[i].bits & (W_DET | W_POSS))
         && !(items[i].bits & W_PREP))
    i++;
  for (; i < end; i++) {
    const Item *item = &items[i];
    if (!is_nominal(item))
      break;
    if (i > begin && is_lower_word(item) && (item->bits & W_VERB)
        && !(item->bits & (W_ROLE | W_TITLE))
        && !is_verb_as_noun(items, begin, i)
        && !((item->cue & FORM_BASE) && i + 1 < end
             && (items[i + 1].bits & W_ROLE)))
      break;
    if (i > begin && is_lower_word(item) && phrase_is_name(&items[i - 1])
        && !(items[i - 1].shape & ITEM_POSSESSIVE)
        && !(item->bits & (W_ROLE | W_TITLE | W_ORG | W_PARTICLE))
        && !(items[begin].bits & W_DET)
        && !(i + 1 < end && phrase_is_name(&items[i + 1])))
      break; /* but "Lorn striker Bel" */
  }
  return i;
}

static bool
can_begin(const Item *item)
{
  if ((item->bits & W_REL) || (item->cue & WORD_THAT))
    return false;
  if (item->kind != ITEM_WORD)
    return item->kind == ITEM_NUMBER;
  if (phrase_is_name(item) || (item->bits & W_DET))
    return true;
  return !(item->bits & (W_PREP | W_SUB | W_CONJ | W_AUX | W_ADVERB | W_TIME));
}

/* "the Ministry of Transport", "the Head of State", "one of her brothers": not
 * without its place. */
static void
take_of(const Item *items, uint32_t end, Phrase *phrase)
{
  const Item *head = &items[phrase->head];
  uint32_t last, of = phrase->last;

  if (of + 1 >= end || !(items[of].cue & WORD_OF)
      || !(head->bits & (W_ROLE | W_TITLE | W_ORG | W_NUMBER))
      || (head->shape & ITEM_POSSESSIVE))
    return;
  last = walk_right(items, of + 1, end);
  if (last > of + 1 && !(items[last - 1].shape & ITEM_POSSESSIVE))
    phrase->last = last;
}

static bool
phrase_right(const Item *items, uint32_t i, uint32_t end, uint32_t ties,
             Phrase *phrase)
{
  Phrase right;

  if (i >= end)
    return false;
  phrase->first = phrase->head = i;
  phrase->last = i + 1;
  if (is_pronoun_subject(&items[i])
      && !(items[i].bits & (W_DET | W_REL | W_NUMBER)))
    return true; /* but "one supporter" goes on */
  if (!can_begin(&items[i]))
    return false;
  phrase->last = walk_right(items, i, end);
  if (phrase->last == i)
    return false;
  phrase->head = phrase->last - 1;
  take_of(items, end, phrase);
  if (ties && phrase->last + 1 < end && (items[phrase->last].bits & W_CONJ)
      && phrase_is_name(&items[phrase->head])
             == phrase_is_name(&items[phrase->last + 1])
      && phrase_right(items, phrase->last + 1, end, ties - 1, &right)
      && !(items[right.first].bits & W_PERSONAL))
    phrase->last = right.last;
  return true;
}

bool
phrase_from(const Item *items, uint32_t i, uint32_t end, Phrase *phrase)
{
  return phrase_right(items, i, end, TIES, phrase);
}
