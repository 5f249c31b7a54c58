/* SPDX-License-Identifier: Apache-2.0 */
#include "topics.h"

#include <string.h>

#include "fnv.h"
#include "tokens.h"

/* Places of the table at first. */
enum { PLACES = 256 };

/* The place of a name, or the one where it goes. */
static uint32_t *
place_of(Topics *topics, uint64_t fold)
{
  uint32_t mask = topics->places.count - 1;
  uint32_t at = (uint32_t)(fold ^ fold >> 32) & mask;

  for (;; at = (at + 1) & mask) {
    uint32_t name = topics->places.items[at];

    if (name >= topics->names.count || topics->names.items[name].place != at
        || topics->names.items[name].fold == fold)
      return &topics->places.items[at];
  }
}

/* Twice as many places, and the names in them again. */
static bool
widen(Topics *topics)
{
  uint32_t count = topics->places.count ? 2 * topics->places.count : PLACES;

  if (!array_reserve(&topics->places, count))
    return false;
  topics->places.count = count;
  memset(topics->places.items, 0xff, count * sizeof(uint32_t));
  for (uint32_t i = 0; i < topics->names.count; i++) {
    uint32_t *place = place_of(topics, topics->names.items[i].fold);

    topics->names.items[i].place = (uint32_t)(place - topics->places.items);
    *place = i;
  }
  return true;
}

static bool
count_name(Topics *topics, uint64_t fold)
{
  uint32_t *place;

  if (topics->places.count <= 2 * topics->names.count && !widen(topics))
    return false;
  place = place_of(topics, fold);
  if (*place < topics->names.count
      && topics->names.items[*place].place
             == (uint32_t)(place - topics->places.items)) {
    topics->names.items[*place].count++;
    return true;
  }
  *place = topics->names.count;
  return array_push(
      &topics->names,
      ((Topic){ .fold = fold,
                .count = 1,
                .place = (uint32_t)(place - topics->places.items) }));
}

/* What a word with a capital may begin with, by its first byte. */
#define FOUR(from) [from] = 1, [from + 1] = 1, [from + 2] = 1, [from + 3] = 1
#define SIXTEEN(from)                                                          \
  FOUR(from), FOUR(from + 4), FOUR(from + 8), FOUR(from + 12)
static const uint8_t may_be_capital[256] = {
  FOUR('A'),     FOUR('E'),     FOUR('I'),     FOUR('M'),
  FOUR('Q'),     FOUR('U'),     ['Y'] = 1,     ['Z'] = 1,
  SIXTEEN(0x80), SIXTEEN(0x90), SIXTEEN(0xa0), SIXTEEN(0xb0),
  SIXTEEN(0xc0), SIXTEEN(0xd0), SIXTEEN(0xe0), SIXTEEN(0xf0),
};

/* Lists the tokens that may have a capital, without branches, since no
 * processor guesses which. */
static bool
list_capitals(Topics *topics, const stemma_doc *doc, const stemma_table *tokens)
{
  const char *text = doc->text;
  stemma_list rows = tokens->rows;
  uint32_t *next;

  if (!array_reserve(&topics->capitals, rows.count + 1))
    return false;
  next = topics->capitals.items;
  for (uint32_t i = 0; i < rows.count; i++) {
    const stemma_token *token = STEMMA_AT(stemma_token, rows, i);

    *next = i;
    next += may_be_capital[(unsigned char)text[token->row.begin]];
  }
  topics->capitals.count = (uint32_t)(next - topics->capitals.items);
  return true;
}

static bool
is_capital(const stemma_doc *doc, const stemma_table *tokens, uint32_t i)
{
  const stemma_token *token = token_at(tokens, i);

  return token->kind == STEMMA_TOKEN_WORD && token_is_upper(doc, token);
}

static bool
same_sentence(const stemma_table *tokens, uint32_t a, uint32_t b)
{
  return token_at(tokens, a)->sentence == token_at(tokens, b)->sentence;
}

/* "Reth's speech", but neither "It's" nor "Today's" */
static bool
is_owner(const stemma_doc *doc, const stemma_table *tokens, uint32_t i)
{
  const stemma_token *token = token_at(tokens, i);

  return token_stem_length(doc, token) < token_length(token);
}

/* A word with a capital: inside a sentence, or its first one before another:
 * "Velmar Motors said"; or with a possessive. */
static bool
is_name(const stemma_doc *doc, const stemma_table *tokens, uint32_t i)
{
  if (!is_capital(doc, tokens, i))
    return false;
  if ((i > 0 && same_sentence(tokens, i - 1, i)) || is_owner(doc, tokens, i))
    return true;
  return i + 1 < tokens->rows.count && same_sentence(tokens, i, i + 1)
         && is_capital(doc, tokens, i + 1);
}

/* Is all of it in capitals?  The second letter tells it of most. */
static inline bool
is_shouted(const stemma_doc *doc, const stemma_token *token)
{
  const char *text = token_text(doc, token);
  uint32_t length;

  if (text[1] >= 'a' && text[1] <= 'z')
    return false;
  length = token_stem_length(doc, token);
  for (uint32_t i = 0; i < length; i++) {
    if (text[i] >= 'a' && text[i] <= 'z')
      return false;
  }
  return length > 1;
}

/* Is it one of two words in capitals, as in a headline that has no others? */
static bool
is_in_shouting(const stemma_doc *doc, const stemma_table *tokens, uint32_t i)
{
  const stemma_token *token = token_at(tokens, i);

  return is_shouted(doc, token)
         && ((i > 0 && same_sentence(tokens, i - 1, i)
              && token_at(tokens, i - 1)->kind == STEMMA_TOKEN_WORD
              && is_shouted(doc, token_at(tokens, i - 1)))
             || (i + 1 < tokens->rows.count && same_sentence(tokens, i, i + 1)
                 && token_at(tokens, i + 1)->kind == STEMMA_TOKEN_WORD
                 && is_shouted(doc, token_at(tokens, i + 1))));
}

static bool
collect(Topics *topics, const stemma_doc *doc, const stemma_table *tokens,
        const Words *stops)
{
  array_clear(&topics->names);
  if (!list_capitals(topics, doc, tokens))
    return false;
  for (uint32_t k = 0; k < topics->capitals.count; k++) {
    uint32_t i = topics->capitals.items[k];
    const stemma_token *token = token_at(tokens, i);

    if (is_name(doc, tokens, i) && !words_has(stops, token->fold)
        && !(is_owner(doc, tokens, i)
             && words_has(stops, token_stem_fold(doc, token)))
        && !is_in_shouting(doc, tokens, i)
        && !count_name(topics, token_stem_fold(doc, token)))
      return false;
  }
  return true;
}

int
topics_find(Topics *topics, const stemma_doc *doc, const stemma_table *tokens,
            const Words *stops, uint32_t topic[TOPICS])
{
  uint32_t counts[TOPICS] = { 0 };
  int main = 0;

  for (uint32_t i = 0; i < TOPICS; i++)
    topic[i] = 0;
  if (!collect(topics, doc, tokens, stops))
    return -1;
  for (uint32_t i = 0; i < topics->names.count; i++) {
    const Topic *name = &topics->names.items[i];
    uint32_t at = TOPICS;

    /* Behind those that are as frequent and stand before it. */
    while (at > 0 && name->count > counts[at - 1])
      at--;
    if (at == TOPICS)
      continue;
    memmove(&counts[at + 1], &counts[at], (TOPICS - 1 - at) * sizeof *counts);
    memmove(&topic[at + 1], &topic[at], (TOPICS - 1 - at) * sizeof *topic);
    counts[at] = name->count;
    topic[at] = fnv_narrow(name->fold);
  }
  if (counts[FEW_TOPICS - 1] > 1)
    memset(&topic[FEW_TOPICS], 0, (TOPICS - FEW_TOPICS) * sizeof *topic);
  while (main < MAIN_TOPICS && counts[main] >= 2)
    main++;
  return main;
}

void
topics_free(Topics *topics)
{
  array_free(&topics->names);
  array_free(&topics->places);
  array_free(&topics->capitals);
}
