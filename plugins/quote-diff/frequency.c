/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner stage frequency: in how many quotes each content stem occurs.
 * What is rare in this corpus comes from a pass over it, not from a guess, so
 * that thresholds hold from five articles to millions of quotes.
 */
#include <stdlib.h>
#include <string.h>

#include "fnv.h"
#include "parts.h"
#include "sketch.h"

typedef struct State {
  Sketches words;
  uint32_t quotes;
} State;

static void
drop(const void *self, void *state)
{
  State *s = state;

  (void)self;
  if (s)
    sketches_free(&s->words);
  free(s);
}

static stemma_status
start(const void *self, void **state, stemma_error *error)
{
  (void)self;
  *state = calloc(1, sizeof(State));
  return *state ? STEMMA_OK : out_of_memory(error);
}

/* The content words of a quote, each once; their number.  `mask` tells most
 * words apart without a search. */
static uint32_t
content_words(const char *bytes, uint32_t length, Code *codes)
{
  uint32_t count = 0;
  uint64_t mask = 0;

  for (uint32_t at = 0; at < length; at += (uint32_t)sizeof(Code)) {
    uint32_t i = 0;
    uint64_t bit;
    Code code;

    memcpy(&code, bytes + at, sizeof code);
    bit = UINT64_C(1) << ((code >> 1) & 63);
    while (mask & bit && i < count && codes[i] != code)
      i++;
    if (!code_is_content(code) || (mask & bit && i < count))
      continue;
    mask |= bit;
    codes[count++] = code;
  }
  return count;
}

static bool
count_words(State *s, const stemma_table *table, const QuoteWords *row)
{
  const char *bytes = stemma_text(table, row->codes);
  Code codes[QUOTE_MOST];
  uint32_t length = row->codes.length, count;
  uint64_t hash = fnv_bytes(FNV_START, bytes, length);

  if (length > sizeof codes)
    length = sizeof codes;
  count = content_words(bytes, length, codes);
  for (uint32_t i = 0; i < count; i++) {
    Sketch one = sketch_of(codes[i], (uint32_t)(hash ^ (hash >> 29)));

    if (!sketches_add(&s->words, &one))
      return false;
  }
  s->quotes++;
  return true;
}

static bool
merge_states(State *into, const State *from)
{
  for (uint32_t i = 0; i < from->words.room; i++)
    if (from->words.slots[i].code
        && !sketches_add(&into->words, &from->words.slots[i]))
      return false;
  into->quotes += from->quotes;
  return true;
}

/* Room is made for all words of a document first: an add that fails changes
 * nothing. */
static stemma_status
add(const void *self, void *worker, void *state, const stemma_job *job,
    stemma_error *error)
{
  const stemma_table *table = job->inputs[0];
  State *s = state;
  uint64_t words = 0;

  (void)self, (void)worker;
  for (uint32_t i = 0; i < table->rows.count; i++)
    words += STEMMA_AT(QuoteWords, table->rows, i)->content;
  if (words > UINT32_MAX / 2 || !sketches_reserve(&s->words, (uint32_t)words))
    return out_of_memory(error);
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const QuoteWords *row = STEMMA_AT(QuoteWords, table->rows, i);

    if (!row->indirect && !count_words(s, table, row))
      return out_of_memory(error);
  }
  return STEMMA_OK;
}

static stemma_status
merge(const void *self, void *worker, void *into, void *from,
      stemma_error *error)
{
  (void)self, (void)worker;
  return merge_states(into, from) ? STEMMA_OK : out_of_memory(error);
}

static uint64_t
bytes(const void *self, const void *state)
{
  const State *s = state;

  (void)self;
  return sizeof *s + (uint64_t)s->words.room * sizeof(Sketch);
}

/* A saved state is a Sketch without word that has the number of quotes, and
 * then all others by code. */
static stemma_status
save(const void *self, const void *state, stemma_output *output,
     stemma_error *error)
{
  const State *s = state;
  Sketch *all = sketches_sorted(&s->words), head = { .quotes = s->quotes };
  stemma_status status;

  (void)self;
  if (!all)
    return out_of_memory(error);
  status = output->write(output, &head, sizeof head);
  for (uint32_t i = 0; i < s->words.used && status == STEMMA_OK; i++)
    status = output->write(output, &all[i], sizeof all[i]);
  free(all);
  return status;
}

static stemma_status
load(const void *self, const void *saved, uint64_t length, void **state,
     stemma_error *error)
{
  const char *at = saved;
  State *s;
  Sketch one;

  if (length < sizeof one || length % sizeof one)
    return stemma_fail(error, STEMMA_E_INPUT,
                       "a saved count of words is cut short");
  if (start(self, state, error) != STEMMA_OK)
    return STEMMA_E_MEMORY;
  s = *state;
  memcpy(&one, at, sizeof one);
  s->quotes = one.quotes;
  for (uint64_t i = sizeof one; i < length; i += sizeof one) {
    memcpy(&one, at + i, sizeof one);
    if (one.code == 0 || !sketches_add(&s->words, &one)) {
      drop(self, s);
      *state = NULL;
      return one.code ? out_of_memory(error)
                      : stemma_fail(error, STEMMA_E_INPUT,
                                    "a saved count of words has no word");
    }
  }
  return STEMMA_OK;
}

/* Words of one quote only can link nothing, and are left out. */
static stemma_status
finish(const void *self, void *worker, void *state, const stemma_job *job,
       stemma_error *error)
{
  const State *s = state;
  Sketch *all = sketches_sorted(&s->words);
  WordFrequency row = { .quotes = s->quotes };
  stemma_status status;

  (void)self, (void)worker;
  if (!all)
    return out_of_memory(error);
  status = stemma_append(job->outputs[0], &row, sizeof row);
  for (uint32_t i = 0; i < s->words.used && status == STEMMA_OK; i++) {
    row.code = all[i].code;
    row.quotes = sketch_count(&all[i]);
    if (row.quotes > 1)
      status = stemma_append(job->outputs[0], &row, sizeof row);
  }
  free(all);
  return status;
}

static const stemma_port reads[] = { { &quote_words_layer, 0, 0, 0 } };
static const stemma_port writes[] = { { &word_frequency_layer, 0, 0, 0 } };
static const stemma_life life = {
  .size = sizeof life,
  .open = options_open,
  .close = options_close,
};
static const stemma_fold fold = {
  .size = sizeof fold,
  .start = start,
  .add = add,
  .merge = merge,
  .bytes = bytes,
  .save = save,
  .load = load,
  .finish = finish,
  .drop = drop,
};

const stemma_stage frequency_stage = {
  .size = sizeof frequency_stage,
  .id = "frequency",
  .version = "1.0.0",
  .summary = "counts the stems of quotes",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_NO_LIST,
  .life = &life,
  .fold = &fold,
};
