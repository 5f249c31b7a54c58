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

/* One branch for all marks that may end an article, because hardly a word has
 * one. */
static inline bool
is_tied_name(const Text *text, const Item *item)
{
  const char *at = text->doc->text + item->span.begin;
  uint32_t length = item->span.end - item->span.begin;

  return length > 4
         && ((at[1] == '\'') | (at[1] == '\xe2') | (at[2] == '-')
             | (at[3] == '-'))
         && tied_length(at, length);
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

/* Two bytes as one number. */
#define PAIR(first, second) ((uint32_t)(first) << 8 | (uint32_t)(second))

/* A word that the lexicon tells nothing of but, at most, that it belongs to a
 * cue.  Its last two bytes tell more; those of U+2019 and an s are 99 and s. */
static inline void
know_strange(const Text *text, Item *item)
{
  const unsigned char *end =
      (const unsigned char *)text->doc->text + item->span.end;
  uint32_t length = item->span.end - item->span.begin, pair;

  if (length < 3)
    return;
  pair = PAIR(end[-2], end[-1]);
  if (length > 4 && !item->cue)
    item->shape |= (uint8_t)((pair == PAIR('l', 'y')) * ITEM_LY
                             | (pair == PAIR('e', 'd')) * ITEM_ED);
  if (pair == PAIR('\'', 's') || pair == PAIR(0x99, 's'))
    know_possessor(text, item);
}

/* Names of a paragraph that an article is tied to: real ones have a few. */
enum { TIED = 32 };

bool
known_items(const Text *text, Items *items, Sents *sents)
{
  uint32_t left = TIED;

  for (uint32_t i = 0; i < items->strange.count; i++) {
    uint32_t number = items->strange.items[i];
    Item *item = &items->items[number];
    if (item->kind != ITEM_WORD)
      continue;
    know_strange(text, item);
    if ((item->shape & ITEM_TIED) && is_tied_name(text, item) && left && left--
        && !add_upper(items, sents, number))
      return false;
  }
  return true;
}
