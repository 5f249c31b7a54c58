/* SPDX-License-Identifier: 0BSD
 *
 * totals.c - a fold stage that counts the words of each document.
 */
#include "broken.h"

#include <stdlib.h>
#include <string.h>

typedef struct Total {
  stemma_row row;
  uint32_t doc;
  uint32_t words;
  double share;
} Total;

static const stemma_field fields[] = {
  STEMMA_FIELD(Total, doc, STEMMA_DOC, "", "the document"),
  STEMMA_FIELD(Total, words, STEMMA_U32, "", "its words"),
  STEMMA_FIELD(Total, share, STEMMA_F64, "0..1", "of all words"),
};
static const stemma_layer total_layer = {
  sizeof total_layer,  1,
  "org.example.total", "words of each document",
  STEMMA_LIST(fields), sizeof(Total),
  STEMMA_LAYER_CORPUS,
};

typedef struct Item {
  uint32_t doc;
  uint32_t words;
} Item;

typedef struct State {
  Item *items;
  uint32_t count;
  uint32_t capacity;
  uint32_t merges;
  uint32_t depth;
} State;

static stemma_status
start(const void *self, void **state, stemma_error *error)
{
  (void)self;
  *state = calloc(1, sizeof(State));
  return *state ? STEMMA_OK
                : stemma_fail(error, STEMMA_E_MEMORY, "no memory for a state");
}

static int
reserve(State *state, uint32_t more)
{
  uint32_t capacity = state->capacity ? state->capacity : 16;
  Item *grown;

  while (capacity < state->count + more)
    capacity *= 2;
  if (capacity == state->capacity)
    return 1;
  grown = realloc(state->items, capacity * sizeof *grown);
  if (!grown)
    return 0;
  state->items = grown;
  state->capacity = capacity;
  return 1;
}

static stemma_status
add(const void *self, void *worker, void *state, const stemma_job *job,
    stemma_error *error)
{
  State *into = state;

  (void)self, (void)worker;
  if (!reserve(into, 1))
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory for a document");
  into->items[into->count].doc = job->doc->index;
  into->items[into->count++].words = job->inputs[0]->rows.count;
  return STEMMA_OK;
}

static stemma_status
merge(const void *self, void *worker, void *into, void *from,
      stemma_error *error)
{
  State *left = into;
  const State *right = from;

  (void)self, (void)worker;
  if (!reserve(left, right->count))
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory to merge");
  if (right->count > 0)
    memcpy(left->items + left->count, right->items,
           right->count * sizeof *right->items);
  left->count += right->count;
  left->merges++;
  if (left->depth < right->depth + 1)
    left->depth = right->depth + 1;
  return STEMMA_OK;
}

static stemma_status
save(const void *self, const void *state, stemma_output *output,
     stemma_error *error)
{
  const State *from = state;
  uint32_t count = BREAKS == FOLD_SAVE_LOAD && from->count > 0 ? from->count - 1
                                                               : from->count;
  stemma_status status = output->write(output, &count, sizeof count);

  (void)self, (void)error;
  return status == STEMMA_OK && count > 0 ? output->write(
             output, from->items, count * (uint32_t)sizeof *from->items)
                                          : status;
}

static stemma_status
load(const void *self, const void *bytes, uint64_t length, void **state,
     stemma_error *error)
{
  uint32_t count = 0;
  stemma_status status = start(self, state, error);
  State *into = *state;

  if (status != STEMMA_OK)
    return status;
  if (length >= sizeof count)
    memcpy(&count, bytes, sizeof count);
  if (BREAKS == FOLD_BAD_STATE
      || (length >= sizeof count
          && length == sizeof count + (uint64_t)count * sizeof(Item)))
    status = reserve(into, count)
                 ? STEMMA_OK
                 : stemma_fail(error, STEMMA_E_MEMORY, "no memory to load");
  else
    status = stemma_fail(error, STEMMA_E_INPUT, "this is no state");
  if (status == STEMMA_OK) {
    if (count > 0)
      memcpy(into->items, (const char *)bytes + sizeof count,
             count * sizeof(Item));
    into->count = count;
    return STEMMA_OK;
  }
  free(into->items);
  free(into);
  *state = 0;
  return status;
}

static int
by_doc(const void *a, const void *b)
{
  const Item *left = a, *right = b;

  return (left->doc > right->doc) - (left->doc < right->doc);
}

static stemma_status
finish(const void *self, void *worker, void *state, const stemma_job *job,
       stemma_error *error)
{
  State *from = state;
  double all = 0;
  stemma_status status = STEMMA_OK;

  (void)self, (void)worker, (void)error;
  if (BREAKS != FOLD_SHARDS && from->count > 0)
    qsort(from->items, from->count, sizeof *from->items, by_doc);
  for (uint32_t i = 0; i < from->count; i++)
    all += from->items[i].words;
  for (uint32_t i = 0; status == STEMMA_OK && i < from->count; i++) {
    Total total = { { 0, 0, 0, 0 },
                    from->items[i].doc,
                    from->items[i].words,
                    all > 0 ? from->items[i].words / all : 0 };

    if (BREAKS == FOLD_IDENTITY)
      total.share = from->merges;
    if (BREAKS == FOLD_ASSOCIATIVE)
      total.share = from->depth;
    status = stemma_append(job->outputs[0], &total, sizeof total);
  }
  return status;
}

static void
drop(const void *self, void *state)
{
  State *old = state;

  (void)self;
  free(old->items);
  free(old);
}

static const stemma_life life = {
  sizeof life, 0, plain_open, plain_close, 0, 0
};
static const stemma_fold fold = { sizeof fold, 0,    start, add,    merge,
                                  0,           save, load,  finish, drop };
static const stemma_port reads[] = { { &word_layer, 0, 0, 0 } };
static const stemma_port writes[] = { { &total_layer, 0, 0, 0 } };

const stemma_stage totals_stage = {
  .size = sizeof totals_stage,
  .id = "totals",
  .version = "1.0.0",
  .summary = "counts the words of documents",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .life = &life,
  .fold = &fold,
};
