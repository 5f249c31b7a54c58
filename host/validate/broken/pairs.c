/* SPDX-License-Identifier: 0BSD
 *
 * pairs.c - a group stage that brings equal words together.
 */
#include "broken.h"

#include <stdlib.h>
#include <time.h>

typedef struct Carried {
  stemma_row row;
  stemma_str text;
  uint32_t low; /* an address, in one broken plugin */
  uint32_t high;
} Carried;

typedef struct Pair {
  stemma_row row;
  stemma_str text;
  uint32_t doc;
  uint32_t members;
} Pair;

static const stemma_field carried_fields[] = {
  STEMMA_FIELD(Carried, text, STEMMA_STR, "", "the word"),
  STEMMA_FIELD(Carried, low, STEMMA_U32, "", "zero"),
  STEMMA_FIELD(Carried, high, STEMMA_U32, "", "zero"),
};
static const stemma_layer carried_layer = { sizeof carried_layer,
                                            1,
                                            "org.example.carried",
                                            "a word under its letters",
                                            STEMMA_LIST(carried_fields),
                                            sizeof(Carried),
                                            0 };

static const stemma_field fields[] = {
  STEMMA_FIELD(Pair, text, STEMMA_STR, "", "the word"),
  STEMMA_FIELD(Pair, doc, STEMMA_DOC, "", "where it stands first"),
  STEMMA_FIELD(Pair, members, STEMMA_U32, "", "how often it stands"),
};
static const stemma_layer pair_layer = {
  sizeof pair_layer,   1,
  "org.example.pair",  "words that stand more than once",
  STEMMA_LIST(fields), sizeof(Pair),
  STEMMA_LAYER_CORPUS,
};

/* Only a broken plugin uses it. */
typedef struct Worker {
  uint32_t keys;
} Worker;

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  (void)self;
  *worker = calloc(1, sizeof(Worker));
  return *worker ? STEMMA_OK
                 : stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
}

/* FNV-1a. */
static stemma_key
key_of(const char *text, uint32_t length)
{
  stemma_key key = { UINT64_C(0xcbf29ce484222325), length };

  for (uint32_t i = 0; i < length; i++)
    key.high = (key.high ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
  return key;
}

static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  const stemma_table *words = job->inputs[0];
  uint64_t address = (uint64_t)(uintptr_t)job->doc->text;
  stemma_status status = STEMMA_OK;

  (void)self, (void)worker, (void)error;
  for (uint32_t i = 0; status == STEMMA_OK && i < words->rows.count; i++) {
    const Word *word = STEMMA_AT(Word, words->rows, i);
    const char *text = stemma_text(words, word->text);
    stemma_key key = key_of(text, word->text.length);
    Carried row = { { word->row.begin, word->row.end, 0, 0 }, { 0, 0 }, 0, 0 };

    if (BREAKS == ROW_KEY)
      emitter->key(emitter, key);
    row.text = emitter->rows->intern(emitter->rows, text, word->text.length);
    if (BREAKS == GROUP_SELF_CONTAINED) {
      row.low = (uint32_t)address;
      row.high = (uint32_t)(address >> 32);
    }
    status = stemma_append(emitter->rows, &row, sizeof row);
    if (status == STEMMA_OK)
      status = emitter->key(emitter, key);
  }
  return status;
}

/* As long as it would take to look at each pair of very many members. */
static void
compare_all(void)
{
  clock_t start = clock();

  while (clock() - start < 11 * CLOCKS_PER_SEC)
    continue;
}

static void
spoil(const stemma_table *members, Worker *worker, Pair *pair)
{
  const Carried *first = STEMMA_AT(Carried, members->rows, 0);

  if (BREAKS == GROUP_STABLE)
    pair->members = worker->keys++;
  if (BREAKS == GROUP_SELF_CONTAINED)
    pair->members = (unsigned char)*(
        const char *)(uintptr_t)(first->low | (uint64_t)first->high << 32);
  if (BREAKS == GROUP_CAP && members->rows.count > 50000)
    compare_all();
}

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  stemma_writer *out = job->outputs[0];
  Pair pair = { { 0, 0, 0, 0 },
                { 0, 0 },
                STEMMA_AT(stemma_ref, origins, 0)->doc,
                members->rows.count };
  stemma_str text = STEMMA_AT(Carried, members->rows, 0)->text;

  (void)self, (void)key, (void)error;
  if (members->rows.count < 2)
    return STEMMA_OK;
  pair.text = out->intern(out, stemma_text(members, text), text.length);
  spoil(members, worker, &pair);
  return stemma_append(out, &pair, sizeof pair);
}

static const stemma_life life = { sizeof life, 0,           plain_open,
                                  plain_close, worker_open, free };
static const stemma_group group = { sizeof group,
                                    BREAKS == GROUP_CAP ? 0 : 1000, scatter,
                                    gather };
static const stemma_port reads[] = { { &word_layer, 0, 0, 0 } };
static const stemma_port writes[] = { { &pair_layer, 0, 0, 0 } };

const stemma_stage pairs_stage = {
  .size = sizeof pairs_stage,
  .id = "pairs",
  .version = "1.0.0",
  .summary = "brings equal words together",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .carries = &carried_layer,
  .life = &life,
  .group = &group,
};
