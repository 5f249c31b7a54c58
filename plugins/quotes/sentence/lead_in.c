/* SPDX-License-Identifier: Apache-2.0
 *
 * lead_in.c - see lead_in.h.
 */
#include "lead_in.h"

#include <string.h>

#include "capitals.h"

/* "Karl Dren - a teacher - said": does another dash follow the one before item
 * `i`, and no word in capitals ("LORN - Karl Dren - a teacher - said") begin
 * the sentence? */
static bool
is_embraced(const Text *text, const Items *items, const Sent *sent, uint32_t i)
{
  enum { NEAR = 16 };

  if (capitals_all(text->doc->text, items->items[sent->first].span))
    return false;
  for (uint32_t k = i; k < sent->last && k < i + NEAR; k++)
    if (items->items[k].mark == '-'
        && items->items[k].span.begin > items->items[k - 1].span.end)
      return true;
  return false;
}

/* The items up to the mark of a dateline at item `i`, with the second dash of
 * "--". */
static uint32_t
dateline_length(const Items *items, const Sent *sent, uint32_t i)
{
  const Item *item = &items->items[i];

  while (i + 1 < sent->last && item[1].mark == '-'
         && item[1].span.begin == item->span.end) {
    item++;
    i++;
  }
  return i + 1 - sent->first;
}

/* "LORN: Rain fell, police said.": the words in capitals before the colon at
 * item `i` are a place's, in the first paragraphs, if nobody speaks of himself
 * behind it. */
static bool
is_place(const Text *text, const Items *items, const Sent *sent, uint32_t i)
{
  enum { PARAGRAPHS = 3 };
  const Item *item = &items->items[sent->first];
  const Item *end = &items->items[sent->last];

  if (sent->paragraph >= PARAGRAPHS || end[-1].mark != '.'
      || !capitals_all(text->doc->text, item->span)
      || items->items[i + 1].kind > ITEM_NUMBER)
    return false;
  for (; item < end; item++)
    if ((item->bits & W_FIRST) || item->kind == ITEM_QUOTE
        || (item->cue & WORD_SHORT))
      return false;
  return true;
}

/* Items before the dash of a dateline; 0 when there is none.  Only words with
 * capitals, numbers and small marks stand before it. */
static uint32_t
dateline(const Text *text, const Items *items, const Sent *sent)
{
  uint32_t last = sent->first + 12 < sent->last ? sent->first + 12 : sent->last;

  for (uint32_t i = sent->first; i < last; i++) {
    const Item *item = &items->items[i];
    if (sents_is_lower(item))
      return 0;
    if (item->kind <= ITEM_NUMBER)
      continue;
    if (item->mark == '-')
      return i > sent->first && !is_embraced(text, items, sent, i + 1)
                 ? dateline_length(items, sent, i)
                 : 0;
    if (item->mark == ':')
      return is_place(text, items, sent, i) ? i + 1 - sent->first : 0;
    if (item->kind == ITEM_QUOTE || item->mark == '.')
      return 0;
  }
  return 0;
}

/* Items of "PHOTO:", "Read more:"; 0 without such words. */
static uint32_t
caption(const Items *items, const Sent *sent)
{
  const Item *first = &items->items[sent->first];
  uint32_t words = sent->first + 2 < sent->last && first[2].mark == ':'   ? 2
                   : sent->first + 1 < sent->last && first[1].mark == ':' ? 1
                                                                          : 0;

  if (!words || sent->first + words + 1 >= sent->last
      || first->kind != ITEM_WORD
      || !fold_list_has(&lexicon_caption, first->fold))
    return 0;
  return words + 1;
}

/* Has the number so many bytes, and a point or a colon before the last two if
 * more than two? */
static bool
is_digits(const Text *text, const Item *item, uint32_t least, uint32_t most)
{
  uint32_t length = item->span.end - item->span.begin;

  return item->kind == ITEM_NUMBER && length >= least && length <= most
         && (length <= 2 || strchr(".:", text->doc->text[item->span.end - 3]));
}

/* A word or a mark of "p.m.", "am". */
static bool
is_half_of_day(const Text *text, const Item *item)
{
  const char *at = text->doc->text + item->span.begin;
  uint32_t length = item->span.end - item->span.begin;

  return item->mark == '.'
         || (item->kind == ITEM_WORD && length < 3 && strchr("apm", at[0])
             && (length == 1 || at[1] == 'm'));
}

/* Items of "14:05", "17.52" or "8:15 p.m. -" before a word with a capital, as
 * live reports begin their paragraphs; 0 without. */
static uint32_t
clock(const Text *text, const Items *items, const Sent *sent)
{
  const Item *first = &items->items[sent->first], *item = first;
  const Item *end = &items->items[sent->last];

  if (first->kind != ITEM_NUMBER || end - first < 4)
    return 0;
  if (is_digits(text, first, 1, 2) && first[1].mark == ':'
      && is_digits(text, first + 2, 2, 2))
    item += 3;
  else if (is_digits(text, first, 4, 5))
    item++;
  else
    return 0;
  for (int i = 0; i < 4 && item + 1 < end && is_half_of_day(text, item); i++)
    item++;
  item += item + 1 < end && item->mark == '-';
  return item < end && (item->shape & ITEM_UPPER) ? (uint32_t)(item - first)
                                                  : 0;
}

uint32_t
lead_in_length(const Text *text, const Items *items, const Sent *sent)
{
  uint32_t words = caption(items, sent);

  words = words ? words : clock(text, items, sent);
  return words ? words : dateline(text, items, sent);
}
