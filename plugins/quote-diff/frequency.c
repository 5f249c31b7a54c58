/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner stage frequency: in how many quotes each content stem occurs.
 * What is rare in this corpus comes from a pass over it, not from a guess, so
 * that thresholds hold from five articles to millions of quotes.
 */
#include <stdlib.h>
#include <string.h>

#include "counts.h"
#include "parts.h"

typedef struct State {
  Counts words;
  uint32_t quotes;
} State;

static void
drop(const void *self, void *state)
{
  State *s = state;

  (void)self;
  if (s)
    counts_free(&s->words);
  free(s);
}

static stemma_status
start(const void *self, void **state, stemma_error *error)
{
  (void)self;
  *state = calloc(1, sizeof(State));
  return *state ? STEMMA_OK : out_of_memory(error);
}

/* Is codes[at] there for the first time? */
static bool
first_time(const char *codes, uint32_t at, Code code)
{
  for (uint32_t i = 0; i < at; i++) {
    Code other;

    memcpy(&other, codes + i * sizeof other, sizeof other);
    if (other == code)
      return false;
  }
  return true;
}

/* Takes back what was added for the first `rows` rows and `words` words of
 * the next: an add that fails leaves the state as it was. */
static bool
count_words(State *s, const stemma_table *table, const QuoteWords *row)
{
  const char *codes = stemma_text(table, row->codes);
  uint32_t count = row->codes.length / (uint32_t)sizeof(Code);

  for (uint32_t i = 0; i < count; i++) {
    Code code;

    memcpy(&code, codes + i * sizeof code, sizeof code);
    if (code_is_content(code) && first_time(codes, i, code)
        && !counts_add(&s->words, code, 1))
      return false;
  }
  s->quotes++;
  return true;
}

static bool
merge_counts(State *into, const State *from)
{
  for (uint32_t i = 0; i < from->words.room; i++)
    if (from->words.slots[i].code
        && !counts_add(&into->words, from->words.slots[i].code,
                       from->words.slots[i].count))
      return false;
  into->quotes += from->quotes;
  return true;
}

/* A document is counted apart and then added as a whole. */
static stemma_status
add(const void *self, void *worker, void *state, const stemma_job *job,
    stemma_error *error)
{
  const stemma_table *table = job->inputs[0];
  State *s = state;

  (void)self, (void)worker;
  for (uint32_t i = 0; i < table->rows.count; i++)
    if (!count_words(s, table, STEMMA_AT(QuoteWords, table->rows, i)))
      return out_of_memory(error);
  return STEMMA_OK;
}

static stemma_status
merge(const void *self, void *worker, void *into, void *from,
      stemma_error *error)
{
  (void)self, (void)worker;
  return merge_counts(into, from) ? STEMMA_OK : out_of_memory(error);
}

static uint64_t
bytes(const void *self, const void *state)
{
  const State *s = state;

  (void)self;
  return sizeof *s + (uint64_t)s->words.room * sizeof(Count);
}

static int
by_code(const void *a, const void *b)
{
  const Count *x = a, *y = b;

  return x->code < y->code ? -1 : x->code > y->code;
}

/* The counts in the order of their codes, first the quotes; to be freed. */
static Count *
sorted(const State *s, uint32_t *count)
{
  Count *all = malloc(((size_t)s->words.used + 1) * sizeof *all);

  *count = 0;
  if (!all)
    return NULL;
  all[(*count)++] = (Count){ 0, s->quotes };
  for (uint32_t i = 0; i < s->words.room; i++)
    if (s->words.slots[i].code)
      all[(*count)++] = s->words.slots[i];
  qsort(all, *count, sizeof *all, by_code);
  return all;
}

static stemma_status
save(const void *self, const void *state, stemma_output *output,
     stemma_error *error)
{
  uint32_t count;
  Count *all = sorted(state, &count);
  stemma_status status = STEMMA_OK;

  (void)self;
  if (!all)
    return out_of_memory(error);
  for (uint32_t i = 0; i < count && status == STEMMA_OK; i++)
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
  Count one;

  if (length < sizeof one || length % sizeof one)
    return stemma_fail(error, STEMMA_E_INPUT,
                       "a saved count of words is cut short");
  if (start(self, state, error) != STEMMA_OK)
    return STEMMA_E_MEMORY;
  s = *state;
  memcpy(&one, at, sizeof one);
  s->quotes = one.count;
  for (uint64_t i = sizeof one; i < length; i += sizeof one) {
    memcpy(&one, at + i, sizeof one);
    if (one.code == 0 || !counts_add(&s->words, one.code, one.count)) {
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
  uint32_t count;
  Count *all = sorted(state, &count);
  stemma_status status = STEMMA_OK;

  (void)self, (void)worker;
  if (!all)
    return out_of_memory(error);
  for (uint32_t i = 0; i < count && status == STEMMA_OK; i++) {
    WordFrequency row = { .code = all[i].code, .quotes = all[i].count };

    if (i == 0 || row.quotes > 1)
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
