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
         && doc->text[left->row.end] == ' ';
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

/* Goes on from the name's word `at` to its last, which stands before the token
 * `end`. */
static const stemma_token *
follow(const stemma_doc *doc, const stemma_table *tokens, const Terms *terms,
       uint32_t *at, uint32_t end)
{
  const Name *names = terms->names.items;
  const stemma_token *last = token_at(tokens, names[*at].token);

  for (uint32_t i = *at + 1; i < terms->names.count; i++, ++*at) {
    const stemma_token *next;

    if (names[i].token != names[i - 1].token + 1 || names[i].token >= end)
      break;
    next = token_at(tokens, names[i].token);
    if (!goes_on(doc, last, next))
      break;
    last = next;
  }
  return last;
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
  const Name *names = work->terms.names.items;
  uint32_t count = work->terms.names.count, passage = 0, end = 0;
  Mention *mention;

  if (!array_reserve(&work->mentions, count))
    return false;
  mention = work->mentions.items;
  for (uint32_t i = 0; i < count; i++, mention++) {
    const Name at = names[i];
    const uint32_t first = i;

    if (at.token >= end)
      end = passage_end(work, &passage, at.token);
    mention->span.begin = token_at(tokens, at.token)->row.begin;
    end_mention(doc, follow(doc, tokens, &work->terms, &i, end), mention);
    mention->terms = (Stretch){ at.term, names[i].term + 1 };
    mention->passage = passage;
    mention->initial = i == first
                       && is_initial(doc, tokens, at.token,
                                     work->passages.items[passage].token);
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
