/* SPDX-License-Identifier: Apache-2.0
 *
 * known.c - see known.h.
 */
#include "known.h"

#include <string.h>

#include "tokens.h"

/* "Kim's": the lexicon may have "Kim". */
static void
know_possessor(const Text *text, Item *item)
{
  stemma_token token = { .row = { .begin = item->span.begin,
                                  .end = item->span.end } };
  uint32_t length = token_stem_length(text->doc, &token), cue = item->cue;

  if (length == item->span.end - item->span.begin)
    return;
  item->fold = fold_without_s(item->fold);
  item->shape |= ITEM_POSSESSIVE;
  item->classes = word_find(item->fold)->classes;
  if (!item->classes)
    item->cue = cue;
  item->cue &= WORD_FIRST_NAME;
}

/* Of "al-Okanti" and "d'Orsay" the bytes before the name; 0 for other words. */
static uint32_t
tied_length(const char *at, uint32_t length)
{
  static const char articles[][6] = {
    "al-", "el-", "as-",  "ad-", "ar-", "an-",           "at-",
    "az-", "es-", "ash-", "d'",  "l'",  "d\xe2\x80\x99", "l\xe2\x80\x99"
  };

  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
    uint32_t end = (uint32_t)strlen(articles[i]);

    if (length > end + 1 && memcmp(at, articles[i], end) == 0)
      return at[end] >= 'A' && at[end] <= 'Z' ? end : 0;
  }
  return 0;
}

/* Takes item `i` into the list of capitals, and moves where the next
 * sentences begin in it.  False without memory. */
static bool
add_upper(Items *items, Sents *sents, uint32_t i)
{
  Indexes *uppers = &items->uppers;
  uint32_t at;

  if (!array_push(uppers, i))
    return false;
  for (at = uppers->count - 1; at > 0 && uppers->items[at - 1] > i; at--)
    uppers->items[at] = uppers->items[at - 1];
  uppers->items[at] = i;
  items->items[i].shape |= ITEM_UPPER;
  for (uint32_t k = 0; k < sents->count; k++)
    sents->items[k].upper += sents->items[k].first > i;
  return true;
}

/* May an article be tied to the word, of four bytes or more, by the marks that
 * may end one?  One answer for all of them, because hardly a word has one. */
static inline bool
may_be_tied(const char *at)
{
  return (at[1] == '\'') | (at[1] == '\xe2') | (at[2] == '-') | (at[3] == '-');
}

/* Two bytes as one number. */
#define PAIR(first, second) ((uint32_t)(first) << 8 | (uint32_t)(second))

/* A word that the lexicon tells nothing of but, at most, that it belongs to a
 * cue.  Its last two bytes tell more; those of U+2019 and an s are 99 and s.
 * Gives whether it is a name that an article is tied to. */
static inline bool
know_strange(const Text *text, Item *item)
{
  const char *at = text->doc->text + item->span.begin;
  uint32_t length = item->span.end - item->span.begin, pair;
  bool owner, tied, known;

  if (length < 4)
    return false;
  pair = PAIR((unsigned char)at[length - 2], (unsigned char)at[length - 1]);
  owner = (pair == PAIR('\'', 's')) | (pair == PAIR(0x99, 's'));
  tied = may_be_tied(at) & ((item->shape & ITEM_TIED) != 0) & (length > 4);
  known = (length == 4) | (item->cue != 0);
  item->shape |= (uint8_t)(((pair == PAIR('l', 'y')) * (uint32_t)ITEM_LY
                            | (pair == PAIR('e', 'd')) * (uint32_t)ITEM_ED)
                           & (known ? 0u : UINT32_MAX));
  if (!(owner | tied))
    return false;
  if (owner)
    know_possessor(text, item);
  return tied && tied_length(at, length);
}

/* Names of some paragraphs that an article is tied to: real ones have a few. */
enum { TIED = 64 };

bool
known_items(const Text *text, Items *items, Sents *sents)
{
  uint32_t left = TIED;

  for (uint32_t i = 0; i < items->strange.count; i++) {
    uint32_t number = items->strange.items[i];
    Item *item = &items->items[number];
    if (item->kind != ITEM_WORD)
      continue;
    if (know_strange(text, item) && left && left--
        && !add_upper(items, sents, number))
      return false;
  }
  return true;
}
