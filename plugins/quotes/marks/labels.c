/* SPDX-License-Identifier: Apache-2.0
 *
 * labels.c - see labels.h.
 */
#include "labels.h"

#include <string.h>

#include "fnv.h"
#include "tokens.h"

/* Different labels that are counted; a text with more is no interview. */
enum { LABELS = 16, WORDS = 4 };

typedef struct Count {
  uint64_t label;
  uint32_t times;
} Count;

/* Are there as many colons as two labels have that come twice?  Most texts have
 * fewer. */
static bool
has_colons(const stemma_doc *doc)
{
  const char *at = doc->text, *end = at + doc->length;
  uint32_t left = 4;

  while (left && (at = memchr(at, ':', (size_t)(end - at)))) {
    at++;
    left--;
  }
  return !left;
}

/* "Q." and "A." do without a colon.  A text ends with a zero. */
static inline bool
is_letter_label(const char *at)
{
  return (at[0] == 'Q' || at[0] == 'A') && at[1] == '.' && at[2] == ' ';
}

static bool
has_letters(const Text *text, const Paragraphs *paragraphs)
{
  for (uint32_t i = 0; i < paragraphs->count; i++) {
    stemma_span span = paragraphs->items[i].text;
    if (is_letter_label(text->doc->text + span.begin))
      return true;
  }
  return false;
}

/* Does the token begin a word with a capital? */
static inline bool
is_label_word(const Text *text, const stemma_token *token)
{
  return token->kind == STEMMA_TOKEN_WORD && token_is_upper(text->doc, token);
}

/* The label's span, and a hash of its words; {0, 0} without one. */
static stemma_span
read_label(const Text *text, const Paragraph *at, uint64_t *hash)
{
  const stemma_table *tokens = text->tokens;
  const stemma_token *token = token_at(tokens, at->token);
  uint32_t left = at->token_end - at->token;
  stemma_span span = { at->text.begin, 0 };

  *hash = FNV_START;
  if (is_letter_label(text->doc->text + span.begin)) {
    *hash ^= token->fold;
    span.end = span.begin + 1;
    return span;
  }
  if (left > WORDS + 2)
    left = WORDS + 2;
  for (; left > 1 && is_label_word(text, token); left--) {
    const stemma_token *next = token_next(tokens, token);
    *hash = (*hash ^ token->fold) * FNV_PRIME;
    span.end = token->row.end;
    if (left > 2 && token_is(text->doc, next, '.')
        && is_label_word(text, token_next(tokens, next))) {
      next = token_next(tokens, next); /* "CAPT. BEL:" */
      left--;
    }
    token = next;
  }
  return left > 1 && span.end && token_is(text->doc, token, ':')
             ? span
             : (stemma_span){ 0, 0 };
}

/* Counts the labels, `count` different ones; gives how many come at least
 * twice. */
static uint32_t
count_labels(const Text *text, const Paragraphs *paragraphs, Count *counts,
             uint32_t *count)
{
  uint32_t used = 0, twice = 0;

  for (uint32_t i = 0; i < paragraphs->count; i++) {
    uint64_t hash;
    uint32_t k = 0;
    if (!read_label(text, &paragraphs->items[i], &hash).end)
      continue;
    while (k < used && counts[k].label != hash)
      k++;
    if (k == LABELS)
      continue;
    if (k == used)
      counts[used++] = (Count){ hash, 0 };
    twice += ++counts[k].times == 2;
  }
  *count = used;
  return twice;
}

static bool
comes_twice(const Count *counts, uint32_t count, uint64_t label)
{
  for (uint32_t i = 0; i < count; i++)
    if (counts[i].label == label)
      return counts[i].times > 1;
  return false;
}

void
labels_find(const Text *text, Paragraphs *paragraphs)
{
  Count counts[LABELS];
  uint32_t count;

  if (!(has_colons(text->doc) || has_letters(text, paragraphs))
      || count_labels(text, paragraphs, counts, &count) < 2)
    return;
  for (uint32_t i = 0; i < paragraphs->count; i++) {
    uint64_t hash;
    stemma_span label = read_label(text, &paragraphs->items[i], &hash);
    if (comes_twice(counts, count, hash))
      paragraphs->items[i].label = label;
  }
}
