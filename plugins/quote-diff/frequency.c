/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner stage frequency: in how many quotes each content stem occurs.
 * What is rare in this corpus comes from a pass over it, not from a guess, so
 * that thresholds hold from five articles to millions of quotes.
 */
#include <stdlib.h>
#include <string.h>

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

static Code
code_at(const char *codes, uint32_t i)
{
  Code code;

  memcpy(&code, codes + (size_t)i * sizeof code, sizeof code);
  return code;
}

static bool
first_time(const char *codes, uint32_t at)
{
  for (uint32_t i = 0; i < at; i++)
    if (code_at(codes, i) == code_at(codes, at))
      return false;
  return true;
}

static uint32_t
hash_all(const char *codes, uint32_t count)
{
  uint64_t hash = UINT64_C(0xcbf29ce484222325);

  for (uint32_t i = 0; i < count; i++)
    hash = (hash ^ code_at(codes, i)) * UINT64_C(0x100000001b3);
  return (uint32_t)(hash ^ (hash >> 29));
}

static bool
count_words(State *s, const stemma_table *table, const QuoteWords *row)
{
  const char *codes = stemma_text(table, row->codes);
  uint32_t count = row->codes.length / (uint32_t)sizeof(Code);
  uint32_t hash = hash_all(codes, count);

  for (uint32_t i = 0; i < count; i++) {
    Sketch one = sketch_of(code_at(codes, i), hash);

    if (code_is_content(one.code) && first_time(codes, i)
        && !sketches_add(&s->words, &one))
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

/* A document's words are counted apart and then, where there is memory for
 * all of them, added at once: an add that fails changes nothing. */
static stemma_status
add(const void *self, void *worker, void *state, const stemma_job *job,
    stemma_error *error)
{
  const stemma_table *table = job->inputs[0];
  State *s = state;
  State document = { 0 };
  bool good = true;

  (void)self, (void)worker;
  for (uint32_t i = 0; i < table->rows.count && good; i++)
    good = count_words(&document, table, STEMMA_AT(QuoteWords, table->rows, i));
  good = good && sketches_reserve(&s->words, document.words.used)
         && merge_states(s, &document);
  sketches_free(&document.words);
  return good ? STEMMA_OK : out_of_memory(error);
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
