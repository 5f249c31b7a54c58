/* SPDX-License-Identifier: Apache-2.0
 *
 * marks.c - punctuation, quotation marks and emoticons.
 */
#include "reader.h"

/* A longer quotation is somebody's sentence, not a mark of distance. */
enum { SCARE_WORDS = 3 };

/* The longest emoticon that is looked up, in bytes. */
enum { EMOTICON = 5 };

/* May an emoticon start with this mark?  One follows a blank. */
static bool
may_start_emoticon(const Reader *reader, const stemma_token *token)
{
  const char *text = token_text(reader->doc, token);

  return (!token->row.begin || (unsigned char)text[-1] <= ' ')
         && reader->doc->length - token->row.begin > 1
         && model_pair(reader->model, text[0], text[1]);
}

/* The emoticon that starts with this mark. */
static const Word *
emoticon(const Reader *reader, const stemma_token *token, uint32_t *length)
{
  const char *text = token_text(reader->doc, token);
  uint32_t left = reader->doc->length - token->row.begin, n = 1;

  if (!may_start_emoticon(reader, token))
    return NULL;
  while (n < EMOTICON && n < left && (unsigned char)text[n] > ' '
         && (unsigned char)text[n] < 0x80)
    n++;
  for (; n > 1; n--) {
    const Word *word = model_word(reader->model, fold_bytes(text, n));
    if (word->fold) {
      *length = n;
      return word;
    }
  }
  return NULL;
}

static bool
is_quotation_mark(const char *text, uint32_t length)
{
  if (length == 1)
    return *text == '"';
  return length == 3 && text[0] == '\xe2' && text[1] == '\x80'
         && ((unsigned char)text[2] & 0xfa) == 0x98;
}

/* A quotation that ends at term `at` and is short sets its words apart. */
static void
read_quotation_mark(Reader *reader, uint32_t at)
{
  uint32_t words = at - reader->mark - 1, i = reader->terms->worths.count;
  Worth *worths = reader->terms->worths.items;

  if (reader->mark != NO_MARK && words - 1 < SCARE_WORDS)
    for (; i > reader->worths && worths[i - 1].term > reader->mark; i--)
      worths[i - 1].flags |= TERM_SCARE;
  reader->mark = at;
}

/* What ASCII marks do to clauses and sentences: their TERM_... */
static const uint8_t mark_flags[128] = {
  ['?'] = TERM_QUESTION | TERM_STOP | TERM_CLAUSE,
  ['!'] = TERM_SHOUT | TERM_STOP | TERM_CLAUSE,
  ['.'] = TERM_STOP | TERM_CLAUSE,
  [','] = TERM_CLAUSE,
  [';'] = TERM_CLAUSE,
  [':'] = TERM_CLAUSE,
  ['('] = TERM_CLAUSE,
  [')'] = TERM_CLAUSE
};

/* A mark at term `at` ends a clause.  What a sentence begins with conceding
 * ends with its first clause. */
static void
end_mark(Reader *reader, uint32_t at)
{
  end_clause(reader);
  if (reader->conceding)
    reader->contrast = at;
  reader->conceding = false;
}

/* Reads a mark that starts no emoticon, of term `at`.  Its TERM_... */
static uint32_t
read_worthless(Reader *reader, const stemma_token *token, uint32_t at)
{
  const char *text = token_text(reader->doc, token);
  uint32_t flags = 0;

  if (is_quotation_mark(text, token_length(token)))
    read_quotation_mark(reader, at);
  else if ((unsigned char)*text < 0x80)
    flags = mark_flags[(unsigned char)*text];
  if (flags & TERM_CLAUSE)
    end_mark(reader, at);
  return flags;
}

uint32_t
read_plain_mark(Reader *reader, const stemma_token *token, const Word *word,
                uint32_t at)
{
  const char mark = *token_text(reader->doc, token);
  uint32_t flags;

  if (token->row.begin < reader->covered || mark == '!' || mark == '?'
      || word->special & SPECIAL_LEXICON || may_start_emoticon(reader, token))
    return NO_FLAGS;
  flags = read_worthless(reader, token, at);
  if (flags & TERM_CLAUSE)
    settle_next(reader, token);
  return flags;
}

void
read_mark(Reader *reader, const stemma_token *token, Seen *seen)
{
  Worth worth = { .term = reader->terms->list.count };
  uint32_t length = 0;
  const Word *word = emoticon(reader, token, &length);

  if (word) {
    reader->covered = token->row.begin + length;
    seen->word = word;
    reader->terms->list.items[worth.term].span.end = reader->covered;
  } else {
    worth.flags = read_worthless(reader, token, worth.term);
  }
  if (seen->word->special & SPECIAL_LEXICON)
    weigh_word(reader, &worth, seen->word);
  see(reader, &worth, seen);
}
