/* SPDX-License-Identifier: Apache-2.0
 *
 * known.c - see known.h.
 */
#include "known.h"

#include "tokens.h"

/* Two or more letters, all capitals? */
static bool
is_caps(const Text *text, const Item *item)
{
  const char *at = text->doc->text;

  for (uint32_t i = item->span.begin; i < item->span.end; i++)
    if (at[i] >= 'a' && at[i] <= 'z')
      return false;
  return item->span.end - item->span.begin > 1;
}

/* ITEM_LY and ITEM_ED by the last two letters of a word of five or more. */
static inline uint8_t
ending(const char *text, uint32_t length)
{
  char last = text[length - 1], before = text[length > 1 ? length - 2 : 0];
  uint32_t ly = (before == 'l') & (last == 'y');
  uint32_t ed = (before == 'e') & (last == 'd');

  return (uint8_t)((length > 4) * (ly * ITEM_LY | ed * ITEM_ED));
}

/* Without a possessive 's. */
static inline uint32_t
stem_length(const Text *text, const Item *item)
{
  stemma_token rest = { .row = { .begin = item->span.begin,
                                 .end = item->span.end } };

  return token_stem_length(text->doc, &rest);
}

/* A word that the lexicon tells nothing of but, at most, that it belongs to a
 * cue: it may have "Kim's" as "Kim". */
static inline void
know_strange(const Text *text, Item *item)
{
  const char *at = text->doc->text + item->span.begin;
  uint32_t whole = item->span.end - item->span.begin, length;
  uint32_t cue = item->cue;

  if (!cue)
    item->shape |= ending(at, whole);
  if (at[whole - 1] != 's')
    return;
  length = stem_length(text, item);
  if (length == whole)
    return;
  item->fold = fold_bytes(at, length);
  item->shape |= ITEM_POSSESSIVE;
  item->classes = word_find(item->fold)->classes;
  if (!item->classes)
    item->cue = cue;
  item->cue &= WORD_FIRST_NAME;
}

/* Looks up the items of one sentence without a branch, because no processor
 * guesses which words of a text are known.  Lists those that may belong to a
 * cue, and those that the lexicon tells nothing of. */
static void
look_up(Items *items, uint32_t first, uint32_t last)
{
  uint32_t *cue = items->cues.items + items->cues.count;
  uint32_t *strange = items->strange.items + items->strange.count;
  uint32_t bits = items->bits;
  Item *item = items->items + first;

  for (uint32_t i = first; i < last; i++, item++) {
    const Word *word = word_find(item->fold);
    item->classes = word->classes;
    *cue = *strange = i;
    cue += (word->cue & ITEM_CUES) != 0;
    strange += !(word->bits | item->kind);
    bits |= word->bits;
  }
  items->cues.count = (uint32_t)(cue - items->cues.items);
  items->strange.count = (uint32_t)(strange - items->strange.items);
  items->bits = bits;
}

void
known_items(const Text *text, Items *items, Sents *sents)
{
  items->bits = 0;
  array_clear(&items->cues);
  array_clear(&items->strange);
  for (uint32_t i = 0; i < sents->count; i++) {
    Sent *sent = &sents->items[i];
    sent->cue = items->cues.count;
    look_up(items, sent->first,
            i + 1 < sents->count ? sent[1].first : items->count);
  }
  for (uint32_t i = 0; i < items->uppers.count; i++) {
    Item *item = &items->items[items->uppers.items[i]];
    if (is_caps(text, item))
      item->shape |= ITEM_CAPS;
  }
  for (uint32_t i = 0; i < items->strange.count; i++)
    know_strange(text, &items->items[items->strange.items[i]]);
}
