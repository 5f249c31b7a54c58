/* SPDX-License-Identifier: Apache-2.0 */
#include "label.h"

#include <string.h>

/* The label's size, and how many other renderings are asked. */
enum { MOST_WORDS = 7, MOST_BYTES = 44, MOST_OTHERS = 32 };

/* A shared word of the grammar is worth this much of a content word's 8. */
enum { CONTENT_WORTH = 8, GRAMMAR_WORTH = 3 };

static const CarriedRendering *
member(const stemma_table *members, uint32_t i)
{
  return STEMMA_AT(CarriedRendering, members->rows, i);
}

/* The first of the members with the least role: full before excerpt. */
static uint32_t
first_full(const stemma_table *members)
{
  uint32_t best = 0;

  for (uint32_t i = 1; i < members->rows.count; i++)
    if (member(members, i)->role < member(members, best)->role)
      best = i;
  return best;
}

static bool
cut_member(Labeller *l, WordList *list, const stemma_table *members, uint32_t i)
{
  stemma_str text = member(members, i)->text;

  list->count = 0;
  return cut_words(list, l->stems, stemma_text(members, text), 0, text.length);
}

/* Adds, for each word of the chosen member, whether this other one has it. */
static void
count_shared(const Labeller *l, uint32_t *counts)
{
  const Word *words = word_list(&l->words), *others = word_list(&l->others);

  for (uint32_t i = 0; i < l->words.count; i++)
    for (uint32_t k = 0; k < l->others.count; k++)
      if (words[i].near == others[k].near) {
        counts[i]++;
        break;
      }
}

static uint32_t
worth(const Word *word, uint32_t count)
{
  if (word->kind == WORD_MARK)
    return 0;
  return count * (word->kind == WORD_CONTENT ? CONTENT_WORTH : GRAMMAR_WORTH);
}

/* The best stretch that begins with word `first`. */
static uint32_t
stretch(const Labeller *l, const uint32_t *counts, uint32_t first,
        uint32_t *last)
{
  const Word *words = word_list(&l->words);
  uint32_t best = 0, sum = 0;

  *last = first;
  for (uint32_t i = first; i < l->words.count && i < first + MOST_WORDS; i++) {
    if (words[i].end - words[first].begin > MOST_BYTES)
      break;
    sum += worth(&words[i], counts[i]);
    if (sum > best && words[i].kind == WORD_CONTENT) {
      best = sum;
      *last = i;
    }
  }
  return best;
}

/* A short quote is its own label, without marks at its ends. */
static bool
whole_fits(const Labeller *l, uint32_t *begin, uint32_t *length)
{
  const Word *words = word_list(&l->words);
  uint32_t first = 0, last = l->words.count;

  while (first < last && words[first].kind == WORD_MARK)
    first++;
  while (last > first && words[last - 1].kind == WORD_MARK)
    last--;
  if (first == last || last - first > MOST_WORDS
      || words[last - 1].end - words[first].begin > MOST_BYTES)
    return false;
  *begin = words[first].begin;
  *length = words[last - 1].end - *begin;
  return true;
}

/* Words of the grammar go from the front while two more words stay. */
static void
trim_front(const Labeller *l, uint32_t *begin, uint32_t *length)
{
  const Word *words = word_list(&l->words);
  uint32_t end = *begin + *length;

  for (uint32_t i = 0; i + 2 < l->words.count; i++)
    if (words[i].begin == *begin && words[i].kind == WORD_FUNCTION
        && words[i + 2].end <= end && words[i + 1].kind != WORD_MARK) {
      *begin = words[i + 1].begin;
      *length = end - *begin;
    }
}

uint32_t
label_choose(Labeller *l, const stemma_table *members, uint32_t *begin,
             uint32_t *length)
{
  uint32_t chosen = first_full(members), best = 0, asked = 0;
  const Word *words;
  uint32_t *counts;

  *begin = *length = 0;
  if (!cut_member(l, &l->words, members, chosen))
    return UINT32_MAX;
  counts = buffer_need(&l->counts, (size_t)l->words.count + 1, sizeof *counts);
  if (!counts)
    return UINT32_MAX;
  for (uint32_t i = 0; i < l->words.count; i++)
    counts[i] = 1;
  for (uint32_t i = 0; i < members->rows.count && asked < MOST_OTHERS; i++) {
    if (i == chosen)
      continue;
    if (!cut_member(l, &l->others, members, i))
      return UINT32_MAX;
    count_shared(l, counts);
    asked++;
  }
  words = word_list(&l->words);
  if (whole_fits(l, begin, length))
    return chosen;
  for (uint32_t i = 0; i < l->words.count; i++) {
    uint32_t last, value = stretch(l, counts, i, &last);

    if (value > best && words[i].kind != WORD_MARK) {
      best = value;
      *begin = words[i].begin;
      *length = words[last].end - words[i].begin;
    }
  }
  trim_front(l, begin, length);
  return chosen;
}

void
label_free(Labeller *l)
{
  buffer_free(&l->words.words);
  buffer_free(&l->others.words);
  buffer_free(&l->counts);
}
