/* SPDX-License-Identifier: Apache-2.0
 *
 * verbless.c - see verbless.h.
 */
#include "verbless.h"

#include "phrase.h"

static const Phrase no_phrase = { NONE, NONE, NONE };

/* "In a poll by X, ...": what the poll says follows. */
bool
verbless_poll(Search *s)
{
  uint32_t first = s->sent->body, i = first + 1;
  Frame frame = { .first = first,
                  .last = first + 1,
                  .cue = CUE_REPORT,
                  .flags = FRAME_ACCORDING };

  while (i < s->sent->last && i < first + 10 && search_at(s, i)->mark != ',')
    if (search_at(s, i++)->cue & WORD_POLL)
      frame.subject.last = i;
  if (!frame.subject.last || i + 2 >= s->sent->last
      || search_at(s, i)->mark != ',')
    return true;
  frame.subject.first = first + 1;
  frame.subject.head = frame.subject.last - 1;
  return array_push(s->frames, frame);
}

/* "court records, ...": a noun that looks like a verb ends the phrase. */
static void
take_noun(const Search *s, Phrase *phrase)
{
  uint32_t i = phrase->last, end = s->sent->last;
  const Item *item = search_at(s, i);

  if (i < end && (item->bits & W_VERB) && (item->cue & (FORM_S | FORM_BASE))
      && !(item->bits & W_AUX)
      && (i + 1 == end || item[1].kind == ITEM_MARK || (item[1].bits & W_PREP)))
    phrase->head = phrase->last++;
}

/* "according to X" and, of `words` words, "in the words of X". */
bool
verbless_according(Search *s, uint32_t i, uint32_t words)
{
  Frame frame = {
    .first = i, .last = i + words, .cue = CUE_SAY, .flags = FRAME_ACCORDING
  };

  if (!phrase_from(s->items, frame.last, s->sent->last, &frame.subject))
    frame.subject = no_phrase;
  else if (search_at(s, frame.subject.head)->bits & W_TRANSLATION)
    return true; /* whoever translated it did not say it */
  else
    take_noun(s, &frame.subject);
  return array_push(s->frames, frame);
}

/* "Per the report, ..." and "..., per X", but not "Per Holm, ..." */
static bool
is_per(const Search *s, uint32_t i)
{
  const Item *item = search_at(s, i);

  if (i + 1 >= s->sent->last || !item_is(item, WORD_ACCORDING)
      || item->span.end - item->span.begin != 3)
    return false;
  if (item->shape & ITEM_UPPER)
    return i == s->sent->body && (item[1].bits & (W_DET | W_POSS | W_ROLE));
  return i > s->sent->first
         && (item[-1].mark == ',' || item[-1].kind == ITEM_QUOTE)
         && ((item[1].bits & (W_DET | W_POSS | W_ROLE))
             || phrase_is_name(&item[1]));
}

/* "according to" */
static inline bool
is_according(const Search *s, uint32_t i)
{
  return item_is(search_at(s, i), WORD_ACCORDING) && i + 2 < s->sent->last
         && item_is(search_at(s, i + 1), WORD_TO);
}

/* "in the words of", but not "in the hope of" */
static bool
is_in_words(const Search *s, uint32_t i)
{
  const Item *item = search_at(s, i);

  return i + 4 < s->sent->last && item_is(item, WORD_IN)
         && (item[1].bits & W_DET) && item_is(&item[2], WORD_CUE_NOUN)
         && !(item[2].bits & W_CONTENT) && item_is(&item[3], WORD_OF);
}

uint32_t
verbless_words(const Search *s, uint32_t i)
{
  return is_according(s, i) ? 2 : is_per(s, i) ? 1 : is_in_words(s, i) ? 4 : 0;
}

static bool
is_possessor(const Item *item)
{
  return item->kind == ITEM_WORD
         && ((item->shape & ITEM_POSSESSIVE)
             || ((item->bits & W_POSS) && !(item->bits & W_REL)));
}

/* "X's claim that": the possessor says it. */
bool
verbless_noun(Search *s, uint32_t i)
{
  Frame frame = {
    .first = i, .last = i + 1, .cue = CUE_SAY, .flags = FRAME_NOUN
  };
  uint32_t k = i;

  if (i + 1 < s->sent->last && (search_at(s, i + 1)->bits & (W_ORG | W_ROLE)))
    return true; /* "Lorn's news agency" */
  while (k > s->sent->first && i - k < 3
         && search_at(s, k - 1)->kind == ITEM_WORD
         && !(search_at(s, k - 1)->shape & ITEM_POSSESSIVE)
         && !(search_at(s, k - 1)->bits & ~(uint32_t)(W_VERB | W_ADVERB)))
    k--;
  if (i + 1 < s->sent->last && item_is(search_at(s, i + 1), WORD_THAT)
      && (k == s->sent->first || !is_possessor(search_at(s, k - 1)))) {
    if (!(search_at(s, i)->bits & W_CONTENT))
      return true;             /* "remarks that papers took for ..." */
    frame.subject = no_phrase; /* "fears that": nobody's */
    return array_push(s->frames, frame);
  }
  if (k == s->sent->first)
    return true;
  k--;
  frame.subject = (Phrase){ k, k + 1, k };
  if (search_at(s, k)->shape & ITEM_POSSESSIVE) {
    while (k > s->sent->first && phrase_is_name(search_at(s, k - 1))
           && !(search_at(s, k - 1)->shape & ITEM_POSSESSIVE))
      k--;
    frame.subject.first = k;
  } else if (!(search_at(s, k)->bits & W_POSS)
             || (search_at(s, k)->bits & W_FIRST)
             || (search_at(s, k)->bits & W_REL)) {
    return true;
  }
  return array_push(s->frames, frame);
}

/* "Read Also:", "Contributing:" name nobody. */
static bool
is_order(const Item *item)
{
  return (item->cue & (FORM_BASE | FORM_ING | FORM_ED))
         && !(item->cue & (WORD_FIRST_NAME | WORD_NOUN))
         && !(item->bits & (W_ROLE | W_TITLE));
}

/* Is there no more before the colon at item `colon` than the name and, before a
 * quote, a place and a date?  "Ana Bel outside court yesterday: “...”" */
static bool
is_label(const Search *s, const Phrase *name, uint32_t colon)
{
  uint32_t i = name->last;

  if (i == colon)
    return true;
  if (search_at(s, colon + 1)->kind != ITEM_QUOTE
      || !(search_at(s, i)->bits & (W_PREP | W_TIME)))
    return false;
  for (; i < colon; i++)
    if (phrase_is_finite(s->items, name->first, i))
      return false;
  return true;
}

/* A name, and before a quote a person: "Lorn mayor: 'We made it'". */
static bool
is_speaker(const Search *s, uint32_t head, uint32_t colon)
{
  const Item *item = search_at(s, head);

  return phrase_is_name(item)
         || (search_at(s, colon + 1)->kind == ITEM_QUOTE
             && (item->bits & (W_ROLE | W_TITLE))
             && !(item->bits & (W_ORG | W_STATEMENT)));
}

bool
verbless_colon(Search *s)
{
  Frame frame = { .cue = CUE_SAY, .flags = FRAME_COLON };
  uint32_t i = s->sent->body;

  while (i < s->sent->last && i < s->sent->body + VERBLESS_LABEL
         && search_at(s, i)->kind == ITEM_WORD)
    i++;
  if (i == s->sent->body || i + 1 >= s->sent->last
      || search_at(s, i)->mark != ':')
    return true;
  if (!phrase_from(s->items, s->sent->body, i, &frame.subject)
      || !is_label(s, &frame.subject, i)
      || is_order(search_at(s, s->sent->body))
      || !is_speaker(s, frame.subject.head, i))
    return true;
  frame.first = i;
  frame.last = i + 1;
  return array_push(s->frames, frame);
}
