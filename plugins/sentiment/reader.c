/* SPDX-License-Identifier: Apache-2.0 */
#include "reader.h"

/* What stands after a contrast counts more, what stands before it less. */
#define AFTER_CONTRAST 1.5f
#define BEFORE_CONTRAST 0.5f

/* For so many tokens the table of words is made ready at once. */
enum { RUN = 32 };

/* Has the table of words ready for the RUN tokens after `i`. */
static void
expect_words(const Reader *reader, uint32_t i)
{
  const Lookup lookup = model_lookup(reader->model);
  const stemma_list tokens = reader->tokens->rows;
  uint32_t left = tokens.count - i, end = i + (left < RUN ? left : RUN);

  for (i = reader->terms->expected; i < end; i++)
    lookup_expect(lookup, STEMMA_AT(stemma_token, tokens, i)->fold);
  reader->terms->expected = i;
}

/* Reads the tokens [i, end).  Most are words that stand in no list. */
static void
read_run(Reader *reader, uint32_t i, uint32_t end)
{
  const Lookup lookup = model_lookup(reader->model);
  const stemma_list tokens = reader->tokens->rows;
  const char *bytes = reader->doc->text;
  Terms *terms = reader->terms;
  Term *term = &terms->list.items[terms->list.count];
  Before before = term->before;

  for (; i < end; i++) {
    const stemma_token *token = STEMMA_AT(stemma_token, tokens, i);
    const Word *word = lookup_word(lookup, token->fold);
    uint64_t learned = (uint64_t)(int64_t)word->weight[HEAD_PLAIN];
    uint32_t flags = reader->plain;

    term->before = before;
    term->span = (stemma_span){ token->row.begin, token->row.end };
    if (word->special & reader->odd || !is_lower(bytes[token->row.begin])) {
      terms->list.count = (uint32_t)(term - terms->list.items);
      flags = read_simple(reader, i, token, word);
      if (!flags) {
        Seen seen = { word, 0, 0 };
        if (!read_token(reader, i, token, &seen))
          continue;
        word = seen.word;
        flags = seen.flags;
        learned = seen.learned;
      }
      before.worths = terms->worths.count;
    }
    term->entry = word->entry;
    term->flags = flags;
    before.words += flags / TERM_WORD & 1;
    before.learned += learned;
    term++;
  }
  term->before = before;
  terms->list.count = (uint32_t)(term - terms->list.items);
}

static void
read_tokens(Reader *reader)
{
  uint32_t i = reader->first, end;

  for (; i < reader->end; i = end) {
    end = reader->end - i > RUN ? i + RUN : reader->end;
    expect_words(reader, end);
    read_run(reader, i, end);
  }
}

/* Capitals mean nothing where all is capitals. */
static void
settle_capitals(const Reader *reader, Worth *worths, uint32_t count)
{
  const Term *list = reader->terms->list.items;
  uint32_t words = list[reader->terms->list.count].before.words
                   - list[reader->begin].before.words;

  if (reader->shouted * 2 <= words)
    return;
  for (uint32_t i = 0; i < count; i++)
    worths[i].flags &= ~(uint32_t)TERM_CAPS;
}

static void
settle_contrast(const Reader *reader, Worth *worths, uint32_t count)
{
  if (reader->contrast == reader->begin)
    return;
  for (uint32_t i = 0; i < count; i++) {
    bool before = worths[i].term < reader->contrast;
    float factor = before ? BEFORE_CONTRAST : AFTER_CONTRAST;
    worths[i].shown *= factor;
    worths[i].afinn *= factor;
  }
}

void
terms_read(const Model *model, const stemma_doc *doc,
           const stemma_table *tokens, uint32_t first, uint32_t count,
           Terms *terms)
{
  Reader reader = { .model = model,
                    .doc = doc,
                    .tokens = tokens,
                    .terms = terms,
                    .first = first,
                    .end = first + count,
                    .begin = terms->list.count,
                    .worths = terms->worths.count,
                    .contrast = terms->list.count,
                    .mark = NO_MARK,
                    .plain = TERM_WORD,
                    .odd = SPECIAL_READ };
  Worth *worths = terms->worths.items + reader.worths;

  read_tokens(&reader);
  count = terms->worths.count - reader.worths;
  settle_capitals(&reader, worths, count);
  settle_contrast(&reader, worths, count);
}
