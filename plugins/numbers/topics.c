/* SPDX-License-Identifier: Apache-2.0 */
#include "topics.h"

#include <stdlib.h>

#include "tokens.h"

static int
by_fold(const void *left, const void *right)
{
  const Topic *a = left, *b = right;

  if (a->fold != b->fold)
    return a->fold < b->fold ? -1 : 1;
  return (a->first > b->first) - (a->first < b->first);
}

static int
by_count(const void *left, const void *right)
{
  const Topic *a = left, *b = right;

  if (a->count != b->count)
    return a->count > b->count ? -1 : 1;
  return (a->first > b->first) - (a->first < b->first);
}

/* Words with a capital inside a sentence. */
static bool
collect(Topics *topics, const stemma_doc *doc, const stemma_table *tokens)
{
  uint32_t sentence = STEMMA_NO_ROW;

  array_clear(&topics->names);
  for (uint32_t i = 0; i < tokens->rows.count; i++) {
    const stemma_token *token = token_at(tokens, i);
    bool first = token->sentence != sentence;
    Topic one = { 0, i, 1 };

    sentence = token->sentence;
    if (first || token->kind != STEMMA_TOKEN_WORD
        || !token_is_upper(doc, token))
      continue;
    one.fold = token_stem_fold(doc, token);
    if (!array_push(&topics->names, one))
      return false;
  }
  return true;
}

/* One entry for each name. */
static void
unite(Topics *topics)
{
  uint32_t kept = 0;

  qsort(topics->names.items, topics->names.count, sizeof(Topic), by_fold);
  for (uint32_t i = 0; i < topics->names.count; i++) {
    Topic *items = topics->names.items;
    if (kept && items[kept - 1].fold == items[i].fold)
      items[kept - 1].count++;
    else
      items[kept++] = items[i];
  }
  topics->names.count = kept;
}

bool
topics_find(Topics *topics, const stemma_doc *doc, const stemma_table *tokens,
            uint64_t topic[TOPICS])
{
  for (uint32_t i = 0; i < TOPICS; i++)
    topic[i] = 0;
  if (!collect(topics, doc, tokens))
    return false;
  if (!topics->names.count)
    return true;
  unite(topics);
  qsort(topics->names.items, topics->names.count, sizeof(Topic), by_count);
  for (uint32_t i = 0; i < TOPICS && i < topics->names.count; i++) {
    if (topics->names.items[i].count >= 2)
      topic[i] = topics->names.items[i].fold;
  }
  return true;
}

void
topics_free(Topics *topics)
{
  array_free(&topics->names);
}
