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

/* Is a capital at token `i` no sign of a name?  A sentence starts with `first`.
 */
static bool
is_initial(const stemma_doc *doc, const stemma_table *tokens, uint32_t i,
           uint32_t first)
{
  const stemma_token *before = token_at(tokens, i == first ? i : i - 1);
  const char c = doc->text[before->row.begin];

  return (i == first)
         | ((before->kind == STEMMA_TOKEN_PUNCTUATION) & (c != ',')
            & (c != '-'));
}

/* Does a name go on from `left` to `right`? */
static bool
goes_on(const stemma_doc *doc, const stemma_token *left,
        const stemma_token *right)
{
  return (right->row.begin == left->row.end + 1)
         & (doc->text[left->row.end] == ' ');
}

/* Sets what the mention's last word says. */
static void
end_mention(const stemma_doc *doc, const stemma_token *last, uint32_t term,
            Mention *mention)
{
  uint32_t stem = token_stem_length(doc, last);

  mention->fold =
      stem < token_length(last) ? fold_without_s(last->fold) : last->fold;
  mention->span.end = last->row.begin + stem;
  mention->terms.end = term + 1;
}

/* Makes mentions, from `next` on, of a sentence's names; the place after the
 * last one.  Whether a name goes on is as good as random: no branch asks. */
static Mention *
find_in_passage(const stemma_doc *doc, const stemma_table *tokens,
                const Work *work, uint32_t passage, Mention *next)
{
  const Passage *at = &work->passages.items[passage];
  const Name *name = &work->terms.names.items[at->names.first];
  const Name *end = &work->terms.names.items[at->names.end];
  const stemma_token *last;
  uint32_t begin = 0, term = 0;

  if (name == end)
    return next;
  last = token_at(tokens, name->token); /* it does not go on to itself */
  for (; name < end; name++) {
    const stemma_token *token = token_at(tokens, name->token);
    const bool joined = goes_on(doc, last, token);
    Mention *mention = next - joined;

    begin = joined ? begin : token->row.begin;
    term = joined ? term : name->term;
    mention->span.begin = begin;
    mention->terms.first = term;
    mention->initial =
        !joined & is_initial(doc, tokens, name->token, at->token);
    mention->passage = passage;
    end_mention(doc, token, name->term, mention);
    last = token;
    next = mention + 1;
  }
  return next;
}

static bool
find_mentions(const stemma_doc *doc, const stemma_table *tokens, Work *work)
{
  Mention *mention;

  if (!array_reserve(&work->mentions, work->terms.names.count))
    return false;
  mention = work->mentions.items;
  for (uint32_t i = 0; i < work->passages.count; i++)
    mention = find_in_passage(doc, tokens, work, i, mention);
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
    const Mention mention = work->mentions.items[i];
    work->mentions.items[kept] = mention;
    kept += work->tallies.items[mention.tally].count
            >= (uint64_t)self->options.mentions;
  }
  work->mentions.count = kept;
  return true;
}
