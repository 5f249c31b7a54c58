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

/* Sets what the mention's last word says. */
static void
end_mention(const stemma_doc *doc, const stemma_token *last, Mention *mention)
{
  uint32_t stem = token_stem_length(doc, last);

  mention->fold =
      stem < token_length(last) ? fold_without_s(last->fold) : last->fold;
  mention->span.end = last->row.begin + stem;
}

/* The capitals that go on from `at`, up to the token `end`; the last token. */
static const stemma_token *
follow(const stemma_doc *doc, const stemma_table *tokens, const Terms *terms,
       uint32_t *at, uint32_t end)
{
  const Capital *capital = &terms->capitals.items[*at];
  const Capital *limit = &terms->capitals.items[terms->capitals.count];
  const stemma_token *last = token_at(tokens, capital->token);

  for (; capital + 1 < limit && capital[1].token == capital->token + 1
         && capital[1].token < end;
       capital++) {
    const stemma_token *next = token_at(tokens, capital[1].token);
    if (!goes_on(doc, last, next))
      break;
    last = next;
  }
  *at = (uint32_t)(capital - terms->capitals.items);
  return last;
}

static bool
find_mentions(const stemma_doc *doc, const stemma_table *tokens, Work *work)
{
  const Capital *capitals = work->terms.capitals.items;
  uint32_t count = work->terms.capitals.count, passage = 0, end = 0;
  Mention *mention;

  if (!array_reserve(&work->mentions, count))
    return false;
  mention = work->mentions.items;
  for (uint32_t i = 0, at; i < count; i++) {
    const stemma_token *token = token_at(tokens, capitals[i].token);

    if (!is_name(doc, token))
      continue;
    if (capitals[i].token >= end)
      end = passage_end(work, &passage, capitals[i].token);
    at = i;
    end_mention(doc, follow(doc, tokens, &work->terms, &i, end), mention);
    mention->span.begin = token->row.begin;
    mention->terms = (Stretch){ capitals[at].term, capitals[i].term + 1 };
    mention->passage = passage;
    mention->initial = i == at
                       && is_initial(doc, tokens, capitals[at].token,
                                     work->passages.items[passage].token);
    mention++;
  }
  work->mentions.count = (uint32_t)(mention - work->mentions.items);
  return true;
}

/* The place of a fold, or a free one; the table is never full. */
static uint32_t
tally_of(const Work *work, uint64_t fold)
{
  uint32_t mask = work->tallies.count - 1;
  uint32_t i = (uint32_t)fold & mask;

  while (work->tallies.items[i].fold && work->tallies.items[i].fold != fold)
    i = (i + 1) & mask;
  return i;
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
    Mention *mention = &work->mentions.items[i];
    Tally *tally;

    mention->tally = tally_of(work, mention->fold);
    tally = &work->tallies.items[mention->tally];
    tally->fold = mention->fold;
    tally->count += !mention->initial;
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
    if (work->tallies.items[mention->tally].count
        >= (uint64_t)self->options.mentions)
      work->mentions.items[kept++] = *mention;
  }
  work->mentions.count = kept;
  return true;
}
