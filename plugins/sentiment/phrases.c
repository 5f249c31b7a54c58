/* SPDX-License-Identifier: Apache-2.0 */
#include "phrases.h"

#include <stdlib.h>

#include "fold.h"
#include "lines.h"
#include "tokens.h"

static void
note_start(Phrases *phrases, uint64_t first, uint64_t second)
{
  uint32_t bit = phrases_bit(first, second);

  phrases->sieve[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static bool
add_phrase(Phrases *phrases, Piece rest, Phrase phrase)
{
  Piece word;

  phrase.at = phrases->folds.count;
  while (piece_cut(&rest, ' ', &word)) {
    uint64_t fold = fold_bytes(word.bytes, word.length);
    phrase.words++;
    if (phrase.words == 2)
      note_start(phrases, phrase.first, fold);
    if (phrase.words == 1)
      phrase.first = fold;
    else if (!array_push(&phrases->folds, fold))
      return false;
  }
  return phrase.words < 2 || array_push(&phrases->items, phrase);
}

static int
compare(const void *a, const void *b)
{
  const Phrase *x = a, *y = b;

  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  if (x->words != y->words)
    return x->words > y->words ? -1 : 1;
  return (x->at > y->at) - (x->at < y->at);
}

bool
phrases_read(Phrases *phrases, const char *data, size_t length)
{
  Lines lines = lines_start(data, length);

  while (lines_next(&lines)) {
    Piece value = lines_field(&lines, 0), rest = lines_field(&lines, 1), text;
    Phrase phrase = { .negates = piece_is(value, "negator"),
                      .lessens = piece_is(value, "less") };
    double valence = 0;

    piece_number(value, &valence);
    phrase.valence = (float)valence;
    while (piece_cut(&rest, ';', &text))
      if (!add_phrase(phrases, text, phrase))
        return false;
  }
  if (phrases->items.count)
    qsort(phrases->items.items, phrases->items.count, sizeof(Phrase), compare);
  return true;
}

void
phrases_free(Phrases *phrases)
{
  array_free(&phrases->items);
  array_free(&phrases->folds);
}

static uint32_t
first_of(const Phrases *phrases, uint64_t fold)
{
  const Phrase *at = phrases->items.items;
  uint32_t count = phrases->items.count;

  /* Without a branch: the way of a search is as good as random. */
  while (count > 1) {
    uint32_t half = count / 2;

    at += half & -(uint32_t)(at[half - 1].first < fold);
    count -= half;
  }
  at += count && at->first < fold;
  return (uint32_t)(at - phrases->items.items);
}

static bool
stands_at(const Phrases *phrases, const Phrase *phrase,
          const stemma_table *tokens, uint32_t first, uint32_t end)
{
  if (end - first < phrase->words)
    return false;
  for (uint32_t i = 1; i < phrase->words; i++) {
    uint64_t fold = phrases->folds.items[phrase->at + i - 1];
    if (token_at(tokens, first + i)->fold != fold)
      return false;
  }
  return true;
}

const Phrase *
phrases_at(const Phrases *phrases, const stemma_table *tokens, uint32_t first,
           uint32_t end)
{
  uint64_t fold = token_at(tokens, first)->fold;

  if (first + 1 >= end
      || !phrases_may(phrases, fold, token_at(tokens, first + 1)->fold))
    return NULL;
  for (uint32_t i = first_of(phrases, fold); i < phrases->items.count; i++) {
    const Phrase *phrase = &phrases->items.items[i];
    if (phrase->first != fold)
      break;
    if (stands_at(phrases, phrase, tokens, first, end))
      return phrase;
  }
  return NULL;
}
