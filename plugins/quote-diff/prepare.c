/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner stage prepare: keeps of each quote what later passes need to
 * compare it, the codes of its words, so that the host need not keep the
 * tokens of all documents.
 */
#include <stdlib.h>
#include <string.h>

#include "cut.h"
#include "naming.h"
#include "said.h"

/* One thread's scratch; stemmers by language, the last one kept. */
typedef struct Preparer {
  Stems *stems;
  char language[16];
  WordList words;
  Buffer codes;
  SaidList said;
} Preparer;

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  (void)self;
  *worker = calloc(1, sizeof(Preparer));
  return *worker ? STEMMA_OK : out_of_memory(error);
}

static void
worker_close(void *worker)
{
  Preparer *p = worker;

  if (!p)
    return;
  stems_free(p->stems);
  buffer_free(&p->words.words);
  buffer_free(&p->codes);
  buffer_free(&p->said.bytes);
  free(p);
}

/* An unknown language is taken for English: that is what the word lists of
 * the other stages do. */
static bool
choose_language(Preparer *p, const char *language)
{
  if (!language[0])
    language = "en";
  if (p->stems && strncmp(p->language, language, sizeof p->language - 1) == 0)
    return true;
  stems_free(p->stems);
  p->stems = stems_new(language);
  strncpy(p->language, language, sizeof p->language - 1);
  return p->stems != NULL;
}

/* The codes of the words of text[begin..end) that are not marks, into
 * p->codes; their number, UINT32_MAX without memory. */
static uint32_t
read_codes(Preparer *p, const char *text, uint32_t begin, uint32_t end)
{
  const Word *words;
  uint32_t count = 0;
  Code *codes;

  p->words.count = 0;
  if (!cut_words(&p->words, p->stems, text, begin, end))
    return UINT32_MAX;
  codes = buffer_need(&p->codes, (size_t)p->words.count + 1, sizeof *codes);
  if (!codes)
    return UINT32_MAX;
  words = word_list(&p->words);
  for (uint32_t i = 0; i < p->words.count && count < QUOTE_MOST; i++)
    if (words[i].kind != WORD_MARK)
      codes[count++] = code_of(words[i].near, words[i].kind == WORD_CONTENT);
  return count;
}

/* The fullest name of who said it. */
static stemma_str
speaker_name(const stemma_quote *quote)
{
  if (STEMMA_IS_SET(quote, STEMMA_QUOTE_ENTITY))
    return quote->entity;
  if (STEMMA_IS_SET(quote, STEMMA_QUOTE_SPEAKER))
    return quote->speaker;
  return (stemma_str){ 0, 0 };
}

/* The first and the last content word of a name.  A description cannot tell two
 * speakers apart. */
static bool
read_speaker(Preparer *p, const char *name, uint32_t length, QuoteWords *row)
{
  uint32_t count =
      naming_is_description(name, length) ? 0 : read_codes(p, name, 0, length);
  const Code *codes = p->codes.data;

  if (count == UINT32_MAX)
    return false;
  for (uint32_t i = 0; i < count; i++)
    if (code_is_content(codes[i])) {
      row->speaker_first = row->speaker_last ? row->speaker_first : codes[i];
      row->speaker_last = codes[i];
    }
  return true;
}

/* The words of the quote, which lie in p->codes then. */
static bool
read_words(Preparer *p, const char *text, QuoteWords *row, uint32_t *count)
{
  const Code *codes;

  *count = read_codes(p, text, row->row.begin, row->row.end);
  codes = p->codes.data;
  for (uint32_t k = 0; *count != UINT32_MAX && k < *count; k++)
    row->content += code_is_content(codes[k]);
  return *count != UINT32_MAX;
}

static stemma_status
write_said(const SaidList *list, stemma_writer *out)
{
  QuoteSaid row = { .row = { 0, 0, 0, 0 } };

  row.said = out->intern(out, list->bytes.data, (uint32_t)list->length);
  return list->length ? stemma_append(out, &row, sizeof row) : STEMMA_OK;
}

/* Quotes without a content word can be grouped with nothing. */
static stemma_status
write_words(const Preparer *p, QuoteWords *row, uint32_t count,
            stemma_writer *out)
{
  if (row->content == 0)
    return STEMMA_OK;
  row->codes = out->intern(out, p->codes.data, count * (uint32_t)sizeof(Code));
  return stemma_append(out, row, sizeof *row);
}

static stemma_status
prepare(const void *self, void *worker, const stemma_job *job,
        stemma_error *error)
{
  const stemma_table *quotes = job->inputs[0];
  Preparer *p = worker;
  stemma_status status = STEMMA_OK;

  (void)self;
  if (!choose_language(p, job->doc->language))
    return out_of_memory(error);
  p->said.length = p->said.begin = 0;
  for (uint32_t i = 0; i < quotes->rows.count && status == STEMMA_OK; i++) {
    const stemma_quote *quote = STEMMA_AT(stemma_quote, quotes->rows, i);
    stemma_str speaker = speaker_name(quote);
    const char *name = stemma_text(quotes, speaker);
    QuoteWords row = { .row = { quote->row.begin, quote->row.end, 0, 0 },
                       .quote = i,
                       .indirect = quote->kind == STEMMA_INDIRECT };
    uint32_t count;

    if (!read_speaker(p, name, speaker.length, &row)
        || !read_words(p, job->doc->text, &row, &count)
        || !said_put(&p->said, &(Said){ quote->row.begin, quote->row.end, name,
                                        speaker.length }))
      return out_of_memory(error);
    status = write_words(p, &row, count, job->outputs[0]);
  }
  return status == STEMMA_OK ? write_said(&p->said, job->outputs[1]) : status;
}

static const stemma_port reads[] = { { &stemma_quote_layer, 0, 1, 0 } };
static const stemma_port writes[] = {
  { &quote_words_layer, 0, 0, 0 },
  { &quote_said_layer, 0, 0, 0 },
};
static const stemma_life life = {
  .size = sizeof life,
  .open = options_open,
  .close = options_close,
  .worker_open = worker_open,
  .worker_close = worker_close,
};
static const stemma_map map = { .size = sizeof map, .process = prepare };

const stemma_stage prepare_stage = {
  .size = sizeof prepare_stage,
  .id = "prepare",
  .version = "1.0.0",
  .summary = "keeps the stems of quotes",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_NO_LIST,
  .life = &life,
  .map = &map,
};
