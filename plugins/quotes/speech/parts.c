/* SPDX-License-Identifier: Apache-2.0
 *
 * parts.c - the stretches between the commas before a verb: which of them is
 * its subject, and which only tells about that.  A part of the search for
 * frames.
 */
#include "frames.h"
#include "phrase.h"
#include "search.h"

/* Does the stretch that begins at item `i`, behind a comma, tell more about
 * what stands before the comma?  "the head of Y", "who lost", "57". */
static bool
is_appositive(const Search *s, uint32_t i)
{
  const Item *item = search_at(s, i);

  if (item->kind == ITEM_NUMBER)
    return true;
  if (item->kind != ITEM_WORD || phrase_is_name(item))
    return item->kind == ITEM_WORD && (item->shape & ITEM_POSSESSIVE);
  if (item->bits & (W_REL | W_DET | W_POSS))
    return !(item->bits & W_PERSONAL) || (item->bits & W_POSS);
  return !(item->bits & (W_PREP | W_SUB | W_CONJ | W_AUX | W_ADVERB | W_TIME))
         && !(item->cue & FORM_ING);
}

/* One stretch between commas. */
typedef struct Part {
  uint32_t first;
  uint32_t last;
} Part;

/* The next stretch from *place on; false at `end`. */
static bool
next_part(const Search *s, uint32_t *place, uint32_t end, Part *part)
{
  uint32_t i = *place;

  if (i >= end)
    return false;
  part->first = i;
  while (i < end
         && !(search_at(s, i)->mark == ',' || search_at(s, i)->mark == '-'))
    i++;
  part->last = i;
  *place = i + 1;
  return true;
}

/* Is the stretch nothing but a name, with what stands in brackets? */
static bool
is_name_part(const Search *s, Part part, Phrase *phrase)
{
  uint32_t last;

  if (part.first >= part.last || !phrase_is_name(search_at(s, part.first)))
    return false;
  if (!phrase_from(s->items, part.first, part.last, phrase))
    return false;
  last = phrase->last;
  if (last < part.last && search_at(s, last)->mark == '(')
    last = part.last;
  return last == part.last
         && !(search_at(s, phrase->head)->shape & ITEM_POSSESSIVE);
}

/* "Rebel leader Karl Dren, once known as Y,": one phrase up to the first comma,
 * with a name at its end. */
static bool
is_described_name(const Search *s, uint32_t low, uint32_t comma, Phrase *phrase)
{
  uint32_t place = low;
  Part part;

  return next_part(s, &place, comma, &part) && part.last > part.first + 1
         && phrase_is_name(search_at(s, part.last - 1))
         && phrase_to(s->items, low, part.last - 1, phrase)
         && phrase->first == low;
}

/* "In a post, the head of Y, X, said": the first stretch is no subject. */
static bool
is_intro(const Item *item)
{
  return (item->cue & FORM_ING)
         || ((item->bits & (W_PREP | W_SUB)) && !(item->bits & W_DET)
             && !phrase_is_name(item));
}

bool
search_of_parts(const Search *s, uint32_t low, uint32_t comma, Phrase *phrase)
{
  uint32_t place = low;
  Part part, last = { 0, 0 };

  if (comma > low + SEARCH_REACH)
    place = low = comma - SEARCH_REACH;
  while (next_part(s, &place, comma, &part)) {
    Phrase name;
    if (is_name_part(s, part, &name)
        && (part.first == low || name.last > part.first + 1)) {
      bool role = last.last && (search_at(s, last.first)->bits & W_DET)
                  && phrase_to(s->items, last.first, last.last - 1, phrase)
                  && phrase->first == last.first
                  && (search_at(s, phrase->head)->bits & W_ROLE);
      name.first = role ? phrase->first : name.first;
      *phrase = name;
      return true;
    }
    if (last.last > last.first && part.first < part.last
        && !is_intro(search_at(s, last.first)) && is_appositive(s, part.first)
        && phrase_to(s->items, last.first, last.last - 1, phrase)
        && !(search_at(s, phrase->head)->bits & (W_TIME | W_STATEMENT)))
      return true;
    last = part;
  }
  return is_described_name(s, low, comma, phrase)
         || frames_subject(s->items, low, comma, phrase);
}
