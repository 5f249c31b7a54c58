/* SPDX-License-Identifier: Apache-2.0 */
#include "label.h"

#include <string.h>

/* The label's size, how many other renderings are asked, and how many words
 * before the best stretch may be taken so that a sentence is told from its
 * beginning. */
enum { MOST_WORDS = 7, MOST_BYTES = 44, MOST_OTHERS = 32, MOST_BEFORE = 3 };

/* Words `first` to `end`, exclusive. */
typedef struct Part {
  uint32_t first;
  uint32_t end;
} Part;

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

static bool
ends_sentence(const Labeller *l, uint32_t i)
{
  const Word *word = &word_list(&l->words)[i];
  char mark = l->text[word->begin];

  return word->kind == WORD_MARK && (mark == '.' || mark == '!' || mark == '?');
}

static bool
fits(const Labeller *l, Part part)
{
  const Word *words = word_list(&l->words);

  return part.end - part.first <= MOST_WORDS
         && words[part.end - 1].end - words[part.first].begin <= MOST_BYTES;
}

/* The best stretch that begins with word `first`, and what it is worth. */
static uint32_t
stretch(const Labeller *l, const uint32_t *counts, uint32_t first, Part *part)
{
  const Word *words = word_list(&l->words);
  uint32_t best = 0, sum = 0;

  for (uint32_t i = first; i < l->words.count && !ends_sentence(l, i)
                           && fits(l, (Part){ first, i + 1 });
       i++) {
    sum += worth(&words[i], counts[i]);
    if (sum > best && words[i].kind == WORD_CONTENT) {
      best = sum;
      *part = (Part){ first, i + 1 };
    }
  }
  return best;
}

static Part
best_stretch(const Labeller *l, const uint32_t *counts)
{
  const Word *words = word_list(&l->words);
  Part best = { 0, 1 };
  uint32_t most = 0;

  for (uint32_t i = 0; i < l->words.count; i++) {
    Part part = { i, i + 1 };
    uint32_t value = stretch(l, counts, i, &part);

    if (value > most && words[i].kind != WORD_MARK) {
      most = value;
      best = part;
    }
  }
  return best;
}

/* A short quote is its own label, without marks at its ends. */
static bool
whole_fits(const Labeller *l, Part *part)
{
  const Word *words = word_list(&l->words);
  Part whole = { 0, l->words.count };

  while (whole.first < whole.end && words[whole.first].kind == WORD_MARK)
    whole.first++;
  while (whole.end > whole.first && words[whole.end - 1].kind == WORD_MARK)
    whole.end--;
  if (whole.first == whole.end || !fits(l, whole))
    return false;
  *part = whole;
  return true;
}

/* Takes words of the grammar from the front, with the marks behind them, while
 * two words stay. */
static void
drop_grammar(const Word *words, Part *part)
{
  while (words[part->first].kind == WORD_FUNCTION) {
    uint32_t next = part->first + 1;

    while (next < part->end && words[next].kind == WORD_MARK)
      next++;
    if (next + 2 > part->end)
      return;
    part->first = next;
  }
}

/* "$400,000": is item `i` the sign that belongs to the sum behind it? */
static bool
is_currency(const Labeller *l, uint32_t i)
{
  static const char *const signs[] = { "$", "\xc2\xa3", "\xc2\xa5",
                                       "\xe2\x82\xac", "\xe2\x82\xb9" };
  const Word *word = &word_list(&l->words)[i];

  for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
    if (word->end - word->begin == strlen(signs[k])
        && memcmp(l->text + word->begin, signs[k], strlen(signs[k])) == 0)
      return i + 1 < l->words.count && word[1].begin == word->end;
  return false;
}

/* Begins with the sentence, where that is near; else with a word that says
 * something. */
static void
settle_front(const Labeller *l, Part *part)
{
  const Word *words = word_list(&l->words);
  uint32_t start = part->first;

  while (start > 0 && part->first - start < MOST_BEFORE
         && (words[start - 1].kind != WORD_MARK || is_currency(l, start - 1)))
    start--;
  if (start == 0 || ends_sentence(l, start - 1))
    part->first = start;
  else
    drop_grammar(words, part);
  if (part->first > 0 && is_currency(l, part->first - 1))
    part->first--;
}

/* Takes words from the end until the label fits and ends with one that says
 * something, while two words stay. */
static void
settle_end(const Labeller *l, Part *part)
{
  const Word *words = word_list(&l->words);

  while (part->end - part->first > 2
         && (!fits(l, *part) || words[part->end - 1].kind != WORD_CONTENT))
    part->end--;
}

/* For each word of the chosen member how many of them all have it; NULL without
 * memory. */
static const uint32_t *
count_words(Labeller *l, const stemma_table *members, uint32_t chosen)
{
  uint32_t asked = 0, *counts;

  counts = buffer_need(&l->counts, (size_t)l->words.count + 1, sizeof *counts);
  for (uint32_t i = 0; counts && i < l->words.count; i++)
    counts[i] = 1;
  for (uint32_t i = 0; counts && i < members->rows.count && asked < MOST_OTHERS;
       i++) {
    if (i == chosen)
      continue;
    if (!cut_member(l, &l->others, members, i))
      return NULL;
    count_shared(l, counts);
    asked++;
  }
  return counts;
}

uint32_t
label_choose(Labeller *l, const stemma_table *members, uint32_t *begin,
             uint32_t *length)
{
  uint32_t chosen = first_full(members);
  const uint32_t *counts;
  const Word *words;
  Part part;

  *begin = *length = 0;
  if (!cut_member(l, &l->words, members, chosen))
    return UINT32_MAX;
  counts = count_words(l, members, chosen);
  if (!counts)
    return UINT32_MAX;
  if (l->words.count == 0)
    return chosen;
  l->text = stemma_text(members, member(members, chosen)->text);
  if (!whole_fits(l, &part)) {
    part = best_stretch(l, counts);
    settle_front(l, &part);
    settle_end(l, &part);
  }
  words = word_list(&l->words);
  *begin = words[part.first].begin;
  *length = words[part.end - 1].end - *begin;
  return chosen;
}

void
label_free(Labeller *l)
{
  buffer_free(&l->words.words);
  buffer_free(&l->others.words);
  buffer_free(&l->counts);
}
