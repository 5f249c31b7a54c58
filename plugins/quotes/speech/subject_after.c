/* SPDX-License-Identifier: Apache-2.0
 *
 * subject_after.c - the subject that follows its verb: "said X".  A part of the
 * search for frames.
 */
#include "frames.h"
#include "phrase.h"
#include "search.h"

/* Is there a verb with a tense among the items `first` .. `last` - 1? */
static bool
has_finite(const Search *s, uint32_t first, uint32_t last)
{
  if (last > first + SEARCH_REACH)
    last = first + SEARCH_REACH;
  for (uint32_t i = first; i < last; i++)
    if (phrase_is_finite(s->items, first, i))
      return true;
  return false;
}

/* Behind "of Y", "for the north of Z": what prepositions tie to a subject. */
static uint32_t
skip_ties(const Search *s, uint32_t i, uint32_t end)
{
  Phrase phrase;

  while (i + 1 < end && (search_at(s, i)->bits & W_PREP)
         && !(search_at(s, i)->bits & W_SUB)
         && phrase_from(s->items, i + 1, end, &phrase))
    i = phrase.last;
  return i;
}

static bool
is_someone(const Item *item)
{
  return phrase_is_name(item) || (item->bits & (W_ROLE | W_TITLE | W_GROUP));
}

/* "X, the head of Y, urged restraint": one small word is nobody. */
static bool
is_bare(const Search *s, const Phrase *phrase)
{
  const Item *item = search_at(s, phrase->head);

  return phrase->last == phrase->first + 1 && !is_someone(item)
         && item->kind == ITEM_WORD && !(item->bits & W_PRONOUN)
         && s->text->doc->text[item->span.end - 1] != 's';
}

bool
search_after(const Search *s, uint32_t first, uint32_t last, Phrase *phrase)
{
  uint32_t i = first, end = s->sent->last;
  bool comma = false;

  if (i > s->sent->first && search_at(s, i - 1)->kind == ITEM_MARK) {
    comma = search_at(s, i - 1)->mark == ',';
    i--;
  }
  if (i > s->sent->first && search_at(s, i - 1)->kind != ITEM_QUOTE && !comma)
    return false;
  if (!phrase_from(s->items, last, end, phrase))
    return false;
  if (search_at(s, phrase->head)->bits & (W_STATEMENT | W_TIME))
    return false;
  if (phrase->last < end && phrase_is_finite(s->items, first, phrase->last)
      && !(search_at(s, phrase->last)->bits & W_ADVERB))
    return false; /* "X, citing Y, said Z could ..." */
  if (i > s->sent->first && search_at(s, i - 1)->kind == ITEM_QUOTE)
    return true;
  if (search_at(s, phrase->head)->bits & W_PERSONAL)
    return false; /* "X, the head of Y, said it" */
  i = phrase->last;
  if (is_someone(search_at(s, phrase->head)))
    i = skip_ties(s, i, end);
  if (i < end && search_at(s, i)->kind == ITEM_MARK
      && is_someone(search_at(s, phrase->head)))
    return true;
  return (i == end || search_at(s, i)->kind == ITEM_MARK) && !is_bare(s, phrase)
         && has_finite(s, s->sent->body, first);
}
