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
is_name(const stemma_doc *doc, const stemma_token *token)
{
  return token->kind == STEMMA_TOKEN_WORD && token_length(token) > 1
         && token_is_upper(doc, token);
}

/* Is a capital here no sign of a name? */
static bool
is_initial(const stemma_doc *doc, const stemma_table *tokens, uint32_t i,
           uint32_t first)
{
  const stemma_token *before;

  if (i == first)
    return true;
  before = token_at(tokens, i - 1);
  return before->kind == STEMMA_TOKEN_PUNCTUATION && !token_is(doc, before, ',')
         && !token_is(doc, before, '-');
}

/* Does a name go on from `left` to `right`, its successor? */
static bool
goes_on(const stemma_doc *doc, const stemma_token *left,
        const stemma_token *right)
{
  return right->row.begin == left->row.end + 1
         && doc->text[left->row.end] == ' ' && is_name(doc, right);
}

/* The capitalised words `at` to `last` of a sentence whose first token is
 * `first`. */
static Mention
mention_of(const stemma_doc *doc, const stemma_table *tokens, uint32_t at,
           uint32_t last, uint32_t first)
{
  const stemma_token *end = token_at(tokens, last);
  uint32_t stem = token_stem_length(doc, end);
  Mention mention = { .fold = end->fold };

  if (stem < token_length(end))
    mention.fold = fold_bytes(token_text(doc, end), stem);
  mention.span.begin = token_at(tokens, at)->row.begin;
  mention.span.end = end->row.begin + stem;
  mention.initial = at == last && is_initial(doc, tokens, at, first);
  return mention;
}

/* Goes on to the sentence of a token; the token after it. */
static uint32_t
passage_end(const Work *work, uint32_t *sentence, uint32_t token)
{
  const Passage *passages = work->passages.items;

  while (*sentence + 1 < work->passages.count
         && passages[*sentence + 1].token <= token)
    ++*sentence;
  return *sentence + 1 < work->passages.count ? passages[*sentence + 1].token
                                              : UINT32_MAX;
}

static bool
find_mentions(const stemma_doc *doc, const stemma_table *tokens, Work *work)
{
  const uint32_t *capitals = work->terms.capitals.items;
  uint32_t count = work->terms.capitals.count, sentence = 0;

  array_clear(&work->mentions);
  if (!array_reserve(&work->mentions, count))
    return false;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = capitals[i], last = at, end;

    if (!is_name(doc, token_at(tokens, at)))
      continue;
    end = passage_end(work, &sentence, at);
    for (; i + 1 < count && capitals[i + 1] == last + 1 && last + 1 < end;
         i++, last++)
      if (!goes_on(doc, token_at(tokens, last), token_at(tokens, last + 1)))
        break;
    work->mentions.items[work->mentions.count++] =
        mention_of(doc, tokens, at, last, work->passages.items[sentence].token);
  }
  return true;
}

/* The place of a fold, or a free one; the table is never full. */
static Tally *
tally_of(const Work *work, uint64_t fold)
{
  uint32_t mask = work->tallies.count - 1;
  uint32_t i = (uint32_t)(fold ^ fold >> 32) & mask;

  while (work->tallies.items[i].fold && work->tallies.items[i].fold != fold)
    i = (i + 1) & mask;
  return &work->tallies.items[i];
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
    Tally *tally = tally_of(work, mention->fold);

    if (mention->initial)
      continue;
    tally->fold = mention->fold;
    tally->count++;
  }
  return true;
}

bool
names_find(const Self *self, const stemma_doc *doc, const stemma_table *tokens,
           Work *work)
{
  uint32_t kept = 0;

  if (!find_mentions(doc, tokens, work) || !count_names(work))
    return false;
  for (uint32_t i = 0; i < work->mentions.count; i++) {
    const Mention *mention = &work->mentions.items[i];
    if (tally_of(work, mention->fold)->count
        >= (uint64_t)self->options.mentions)
      work->mentions.items[kept++] = *mention;
  }
  work->mentions.count = kept;
  return true;
}
