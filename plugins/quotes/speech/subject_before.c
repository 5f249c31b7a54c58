/* SPDX-License-Identifier: Apache-2.0
 *
 * subject_before.c - the subject that stands before its verb: "X, the head of
 * Y, said", "X, who ... said".  A part of the search for frames.
 */
#include "frames.h"
#include "phrase.h"
#include "search.h"

static bool
is_participle(const Item *item)
{
  return (item->cue & (FORM_EN | FORM_ING)) || (item->shape & ITEM_ED);
}

/* ", once known as X,": does the word before item `i`, "once" or "as", stand
 * in a clause without a subject? */
static bool
is_reduced(const Search *s, uint32_t i)
{
  uint32_t k = i;

  if (i < s->sent->body + 3)
    return false;
  if (search_at(s, i - 1)->cue & WORD_AS) {
    if (i < s->sent->body + 4 || !is_participle(search_at(s, i - 2)))
      return false;
    k = i - 2;
    k -= search_at(s, k - 1)->kind == ITEM_WORD;
  } else if (is_participle(search_at(s, i))) {
    k = i - 1;
  }
  return search_at(s, k - 1)->mark == ',' && k < i;
}

/* Where the clause of the verb at `i` begins: after a quote, a colon, a
 * conjunction that leads a clause in, or an earlier cue. */
static uint32_t
clause_begin(const Search *s, uint32_t i, bool whole)
{
  const Item *last, *lowest;
  uint32_t low = s->sent->body;

  if (!whole && s->frames->count > s->first)
    low = s->frames->items[s->frames->count - 1].last;
  if (i > low + SEARCH_REACH)
    low = i - SEARCH_REACH;
  lowest = search_at(s, low);
  for (last = search_at(s, i); last-- > lowest;) {
    if (!((last->bits & W_SUB) | last->kind))
      continue; /* most are such words */
    i = (uint32_t)(last + 1 - s->items);
    if (last->kind == ITEM_QUOTE)
      return i;
    if (last->mark == ':' || last->mark == ';')
      return i;
    if (last->kind == ITEM_WORD && !(last->bits & (W_REL | W_PREP))
        && !(last > lowest && (last[-1].bits & W_REL)) && !is_reduced(s, i))
      return i; /* but not in "X, who once sued Y, said" */
  }
  return i < low ? i : low;
}

/* "X, the head of Y, who ...", "X, 50, who ...": X for the words that tell
 * about X. */
static bool
take_name(const Search *s, Phrase *phrase)
{
  Phrase name;
  uint32_t i = phrase->first;

  if (i > s->sent->first + 1 && search_at(s, i - 1)->mark == ','
      && ((search_at(s, i)->bits & (W_DET | W_POSS))
          || search_at(s, i)->kind == ITEM_NUMBER)
      && phrase_is_name(search_at(s, i - 2))
      && phrase_to(s->items, s->sent->first, i - 2, &name))
    *phrase = name;
  return true;
}

/* "(was made by) X, who ...", "(according to) X, which ...": prepositions and
 * verbs before X are none of the name. */
static bool
cut_lead(const Search *s, Phrase *phrase)
{
  for (uint32_t i = phrase->last - 1; i > phrase->first; i--)
    if (item_is(search_at(s, i - 1), WORD_BY)
        || (item_is(search_at(s, i - 1), WORD_TO) && i > phrase->first + 1
            && item_is(search_at(s, i - 2), WORD_ACCORDING))) {
      phrase->first = i;
      phrase->head = phrase->last - 1;
      break;
    }
  return true;
}

/* "The father of a woman who died in X has told": whom the relative clause that
 * ends with the phrase tells about.  Always true. */
static bool
before_relative(const Search *s, uint32_t low, Phrase *phrase)
{
  uint32_t i = phrase->first, tries = SEARCH_NEAR;
  Phrase whole;

  while (i > low && tries-- && search_at(s, i)->kind != ITEM_MARK
         && search_at(s, i)->kind != ITEM_QUOTE && !search_is_word(s, i, "who"))
    i--;
  if (i > low && search_is_word(s, i, "who")
      && phrase_to(s->items, low, i - 1, &whole))
    *phrase = whole;
  return true;
}

/* "In the courtroom Ana Bel said": the name alone; but "at the market trader
 * Per Lund said" keeps what he is.  Always true. */
static bool
cut_place(const Search *s, Phrase *phrase)
{
  uint32_t i = phrase->last;

  if (phrase->first == s->sent->first
      || !(search_at(s, phrase->first - 1)->bits & W_PREP)
      || !(search_at(s, phrase->first)->bits & (W_DET | W_POSS)))
    return true;
  while (i > phrase->first && phrase_is_name(search_at(s, i - 1)))
    i--;
  if (i == phrase->last || i <= phrase->first + 1)
    return true;
  for (uint32_t k = phrase->first + 1; k < i; k++)
    if (search_at(s, k)->bits & (W_PREP | W_CONJ))
      return true; /* "the office of Ana Bel" */
  while (i > phrase->first + 2
         && ((search_at(s, i - 1)->bits & (W_ROLE | W_TITLE))
             || (search_at(s, i - 1)->cue & WORD_PEOPLE)))
    i--;
  if (!(search_at(s, i - 1)->bits & (W_ROLE | W_TITLE))
      && !(search_at(s, i - 1)->cue & WORD_PEOPLE))
    phrase->first = i;
  return true;
}

/* "A woman holding a cat said": whom the participle before the phrase tells
 * about.  Always true. */
static bool
before_participle(const Search *s, uint32_t low, Phrase *phrase)
{
  uint32_t i = phrase->first, tries = SEARCH_NEAR;
  Phrase whole;

  while (i > low && tries-- && search_at(s, i - 1)->kind == ITEM_WORD
         && !(search_at(s, i - 1)->cue & FORM_ING)
         && !phrase_is_finite(s->items, low, i - 1))
    i--;
  if (i > low + 2 && (search_at(s, i - 1)->cue & FORM_ING)
      && phrase_to(s->items, low, i - 2, &whole) && whole.first == low
      && (search_at(s, whole.head)->bits & (W_ROLE | W_TITLE | W_HE | W_SHE)))
    *phrase = whole;
  return true;
}

/* "X - a former teacher - said": X, before what two dashes embrace, the second
 * of them at item `dash`. */
static bool
before_dashes(const Search *s, uint32_t low, uint32_t dash, Phrase *phrase)
{
  uint32_t i = dash, tries = SEARCH_NEAR;

  while (i > low + 1 && tries--)
    if (search_at(s, --i)->mark == '-')
      return phrase_to(s->items, low, i - 1, phrase)
             && !(search_at(s, phrase->head)->bits & W_TIME);
  return false;
}

/* "who on Monday called": behind "who", if nothing but a date stands between it
 * and item `i`; else `i`. */
static uint32_t
behind_relative(const Search *s, uint32_t low, uint32_t i)
{
  uint32_t k = i;

  while (k > low && (search_at(s, k - 1)->bits & W_TIME))
    k--;
  if (k == i || k < low + 2)
    return i;
  k -= (search_at(s, k - 1)->bits & W_PREP) != 0;
  return k > low && (search_at(s, k - 1)->bits & W_REL) ? k : i;
}

bool
search_before(const Search *s, uint32_t verb, Phrase *phrase)
{
  uint32_t low = clause_begin(s, verb, false), i = verb;

  while (i > low && item_is_adverb(search_at(s, i - 1)))
    i--;
  i = behind_relative(s, low, i);
  if (i == low)
    return i > s->sent->first && (search_at(s, i - 1)->bits & W_SUB)
           && search_main(s, verb, phrase);
  i--;
  if (search_at(s, i)->bits & W_CONJ)
    return search_main(s, i, phrase);
  if (search_at(s, i)->bits & W_REL) {
    while (i > s->sent->first
           && (search_at(s, i)->mark == ',' || search_at(s, i)->mark == '-'
               || (search_at(s, i)->bits & W_REL)))
      i--;
    return phrase_to(s->items, s->sent->first, i, phrase)
           && take_name(s, phrase) && cut_lead(s, phrase);
  }
  if (search_at(s, i)->mark == '-' && before_dashes(s, low, i, phrase))
    return true;
  if (search_at(s, i)->kind == ITEM_MARK
      && (search_at(s, i)->mark == ',' || search_at(s, i)->mark == '-'))
    return search_of_parts(s, clause_begin(s, verb, true), i, phrase);
  if (phrase_to(s->items, low, i, phrase))
    return before_relative(s, low, phrase) && before_participle(s, low, phrase)
           && cut_place(s, phrase);
  return frames_subject(s->items, low, i, phrase);
}
