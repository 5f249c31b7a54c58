/* SPDX-License-Identifier: Apache-2.0
 *
 * And the inner stage sieve, a fold that fills one.
 */
#include "sieve.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS = 64, CELLS_A_BYTE = 4, LEAST_BYTES = 1024 };
#define MOST_BYTES (UINT32_C(1) << 30)

uint32_t
sieve_bytes(uint32_t quotes)
{
  uint32_t bytes = LEAST_BYTES;

  while (bytes / (CELLS / CELLS_A_BYTE) < quotes && bytes < MOST_BYTES)
    bytes *= 2;
  return bytes;
}

/* The cell: its byte, and the place of its bits. */
static uint32_t
cell_of(uint32_t bytes, stemma_key key, unsigned *shift)
{
  const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
  uint64_t hash = (key.high ^ key.low * odd) * odd;

  *shift = 2 * (unsigned)(hash >> 62);
  return (uint32_t)(hash >> 30) & (bytes - 1);
}

void
sieve_add(unsigned char *cells, uint32_t bytes, stemma_key key)
{
  unsigned shift;
  unsigned char *byte = &cells[cell_of(bytes, key, &shift)];

  if ((((unsigned)*byte >> shift) & 3u) < 2)
    *byte = (unsigned char)(*byte + (1u << shift));
}

void
sieve_merge(unsigned char *into, const unsigned char *from, uint32_t bytes)
{
  for (uint32_t i = 0; i < bytes; i++) {
    unsigned sum = 0;

    for (unsigned shift = 0; shift < 8; shift += 2) {
      unsigned a = into[i], b = from[i];
      unsigned cell = ((a >> shift) & 3u) + ((b >> shift) & 3u);

      sum |= (cell < 2 ? cell : 2) << shift;
    }
    into[i] = (unsigned char)sum;
  }
}

bool
sieve_passes(const unsigned char *cells, uint32_t bytes, stemma_key key)
{
  unsigned shift;
  unsigned byte = cells[cell_of(bytes, key, &shift)];

  return ((byte >> shift) & 3u) == 2;
}

/* The state is empty until a document comes: only then its size is known. */
typedef struct State {
  unsigned char *cells;
  uint32_t bytes;
} State;

static void
drop(const void *self, void *state)
{
  State *s = state;

  (void)self;
  if (s)
    free(s->cells);
  free(s);
}

static stemma_status
start(const void *self, void **state, stemma_error *error)
{
  (void)self;
  *state = calloc(1, sizeof(State));
  return *state ? STEMMA_OK : out_of_memory(error);
}

typedef struct Siever {
  Keyer keyer;
  Buffer keys; /* of stemma_key: a document's */
  uint32_t key_count;
} Siever;

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  (void)self;
  *worker = calloc(1, sizeof(Siever));
  return *worker ? STEMMA_OK : out_of_memory(error);
}

static void
worker_close(void *worker)
{
  Siever *s = worker;

  if (!s)
    return;
  keyer_free(&s->keyer);
  buffer_free(&s->keys);
  free(s);
}

static bool
set_size(State *s, uint32_t bytes)
{
  if (s->cells)
    return true;
  s->cells = calloc(bytes, 1);
  s->bytes = bytes;
  return s->cells != NULL;
}

static bool
collect(Siever *w, const stemma_table *table)
{
  w->key_count = 0;
  for (uint32_t i = 0; i < table->rows.count; i++) {
    Keyer *k = &w->keyer;
    stemma_key *keys;

    keyer_read(k, table, STEMMA_AT(QuoteWords, table->rows, i));
    keys = buffer_need(&w->keys, (size_t)w->key_count + k->key_count,
                       sizeof *keys);
    if (!keys)
      return false;
    memcpy(keys + w->key_count, k->keys, k->key_count * sizeof *keys);
    w->key_count += k->key_count;
  }
  return true;
}

/* The keys of a document are collected before any is counted: an add that
 * fails changes nothing. */
static stemma_status
add(const void *self, void *worker, void *state, const stemma_job *job,
    stemma_error *error)
{
  State *s = state;
  Siever *w = worker;
  const stemma_key *keys;

  (void)self;
  if (!keyer_start(&w->keyer, job->inputs[1])
      || !set_size(s, sieve_bytes(w->keyer.quotes))
      || !collect(w, job->inputs[0]))
    return out_of_memory(error);
  keys = w->keys.data;
  for (uint32_t i = 0; i < w->key_count; i++)
    sieve_add(s->cells, s->bytes, keys[i]);
  return STEMMA_OK;
}

static stemma_status
merge(const void *self, void *worker, void *into, void *from,
      stemma_error *error)
{
  State *a = into, *b = from;

  (void)self, (void)worker;
  if (!b->cells)
    return STEMMA_OK;
  if (a->cells && a->bytes != b->bytes)
    return stemma_fail(error, STEMMA_E_INTERNAL,
                       "two sieves of one run differ in size");
  if (!set_size(a, b->bytes))
    return out_of_memory(error);
  sieve_merge(a->cells, b->cells, a->bytes);
  return STEMMA_OK;
}

static uint64_t
bytes(const void *self, const void *state)
{
  const State *s = state;

  (void)self;
  return s->bytes;
}

static stemma_status
save(const void *self, const void *state, stemma_output *output,
     stemma_error *error)
{
  const State *s = state;

  (void)self, (void)error;
  return s->cells ? output->write(output, s->cells, s->bytes) : STEMMA_OK;
}

static stemma_status
load(const void *self, const void *saved, uint64_t length, void **state,
     stemma_error *error)
{
  const unsigned char *cells = saved;
  bool good = length == 0
              || (length >= LEAST_BYTES && length <= MOST_BYTES
                  && (length & (length - 1)) == 0);

  for (uint64_t i = 0; i < length && good; i++)
    good = (cells[i] & (cells[i] >> 1) & 0x55) == 0; /* no cell is 3 */
  if (!good)
    return stemma_fail(error, STEMMA_E_INPUT, "a saved sieve is damaged");
  if (start(self, state, error) != STEMMA_OK)
    return STEMMA_E_MEMORY;
  if (length == 0)
    return STEMMA_OK;
  if (!set_size(*state, (uint32_t)length)) {
    drop(self, *state);
    *state = NULL;
    return out_of_memory(error);
  }
  memcpy(((State *)*state)->cells, saved, length);
  return STEMMA_OK;
}

static stemma_status
finish(const void *self, void *worker, void *state, const stemma_job *job,
       stemma_error *error)
{
  State *s = state;
  stemma_writer *out = job->outputs[0];
  KeySieve row = { .row = { 0, 0, 0, 0 } };

  (void)self, (void)worker;
  if (!set_size(s, LEAST_BYTES))
    return out_of_memory(error);
  row.cells = out->intern(out, (const char *)s->cells, s->bytes);
  return stemma_append(out, &row, sizeof row);
}

static const stemma_port reads[] = {
  { &quote_words_layer, 0, 0, 0 },
  { &word_frequency_layer, 0, 0, 0 },
};
static const stemma_port writes[] = { { &key_sieve_layer, 0, 0, 0 } };
static const stemma_life life = {
  .size = sizeof life,
  .open = options_open,
  .close = options_close,
  .worker_open = worker_open,
  .worker_close = worker_close,
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

const stemma_stage sieve_stage = {
  .size = sizeof sieve_stage,
  .id = "sieve",
  .version = "1.0.0",
  .summary = "tells the keys that several quotes have",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_NO_LIST,
  .life = &life,
  .fold = &fold,
};
