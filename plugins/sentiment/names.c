/* SPDX-License-Identifier: Apache-2.0
 *
 * names.c - whom sentiment is measured towards when nothing names targets: the
 * names that a document mentions often.
 *
 * A name is a run of capitalised words.  A run at the start of a sentence or a
 * quote counts only when the same word stands capitalised elsewhere.
 */
#include <string.h>

#include "tokens.h"
#include "work.h"

static bool
is_name(const Self *self, const stemma_doc *doc, const stemma_token *token)
{
  char first = doc->text[token->row.begin];

  if (first >= 'a' && first <= 'z')
    return false;
  return token->kind == STEMMA_TOKEN_WORD && token_length(token) > 1
         && token_is_upper(doc, token)
         && !words_has(&self->stop_names, token->fold);
}

/* Is a capital here no sign of a name? */
static bool
is_initial(const stemma_doc *doc, const stemma_table *tokens, uint32_t i,
           uint32_t sentence_first)
{
  const stemma_token *before;

  if (i == sentence_first)
    return true;
  before = token_at(tokens, i - 1);
  return before->kind == STEMMA_TOKEN_PUNCTUATION && !token_is(doc, before, ',')
         && !token_is(doc, before, '-');
}

static bool
follows(const stemma_doc *doc, const stemma_token *left,
        const stemma_token *right)
{
  return right->row.begin == left->row.end + 1
         && doc->text[left->row.end] == ' ';
}

static bool
find_mentions(const Self *self, const stemma_doc *doc,
              const stemma_table *tokens, uint32_t first, uint32_t end,
              Work *work)
{
  for (uint32_t i = first; i < end;) {
    uint32_t last = i;
    Mention mention;

    if (!is_name(self, doc, token_at(tokens, i))) {
      i++;
      continue;
    }
    while (last + 1 < end && is_name(self, doc, token_at(tokens, last + 1))
           && follows(doc, token_at(tokens, last), token_at(tokens, last + 1)))
      last++;
    mention.span.begin = token_at(tokens, i)->row.begin;
    mention.span.end = token_at(tokens, last)->row.begin
                       + token_stem_length(doc, token_at(tokens, last));
    mention.fold = token_stem_fold(doc, token_at(tokens, last));
    mention.initial = last == i && is_initial(doc, tokens, i, first);
    mention.reserved = 0;
    if (!array_push(&work->mentions, mention))
      return false;
    i = last + 1;
  }
  return true;
}

/* The place of a fold, or a free one; the table is never full. */
static Tally *
tally_of(const Tallies *tallies, uint64_t fold)
{
  uint32_t mask = tallies->count - 1;
  uint32_t i = (uint32_t)(fold ^ fold >> 32) & mask;

  while (tallies->items[i].fold && tallies->items[i].fold != fold)
    i = (i + 1) & mask;
  return &tallies->items[i];
}

/* Counts the mentions that are names for certain.  False without memory. */
static bool
count_names(Work *work)
{
  uint32_t size = 16;

  while (size / 2 < work->mentions.count)
    size *= 2;
  if (!array_reserve(&work->tallies, size))
    return false;
  work->tallies.count = size;
  memset(work->tallies.items, 0, size * sizeof *work->tallies.items);
  for (uint32_t i = 0; i < work->mentions.count; i++) {
    const Mention *mention = &work->mentions.items[i];
    Tally *tally = tally_of(&work->tallies, mention->fold);

    if (mention->initial)
      continue;
    tally->fold = mention->fold;
    tally->count++;
  }
  return true;
}

bool
names_find(const Self *self, const stemma_doc *doc, const stemma_table *tokens,
           const stemma_table *sentences, Work *work)
{
  uint32_t first = 0, kept = 0;

  array_clear(&work->mentions);
  for (uint32_t i = 0; i < sentences->rows.count; i++) {
    uint32_t end =
        first + STEMMA_AT(stemma_sentence, sentences->rows, i)->tokens;
    if (!find_mentions(self, doc, tokens, first, end, work))
      return false;
    first = end;
  }
  if (!count_names(work))
    return false;
  for (uint32_t i = 0; i < work->mentions.count; i++) {
    const Mention *mention = &work->mentions.items[i];
    if (tally_of(&work->tallies, mention->fold)->count
        >= (uint64_t)self->options.mentions)
      work->mentions.items[kept++] = *mention;
  }
  work->mentions.count = kept;
  return true;
}
