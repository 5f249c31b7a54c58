/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner stage tabulate: collates the renderings of each utterance.  Small
 * fragments are left out: they leave nothing out that is worth telling.
 */
#include <stdlib.h>
#include <string.h>

#include "table.h"

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  (void)self;
  *worker = tabler_new();
  return *worker ? STEMMA_OK : out_of_memory(error);
}

static void
worker_close(void *worker)
{
  tabler_free(worker);
}

/* The first rendering in document `doc`, or in a later one. */
static uint32_t
first_of(const stemma_table *renderings, uint32_t doc)
{
  uint32_t low = 0, high = renderings->rows.count;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (STEMMA_AT(stemma_rendering, renderings->rows, middle)->doc < doc)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static stemma_status
carry(const stemma_table *renderings, uint32_t i, stemma_emitter *emitter)
{
  const stemma_rendering *from =
      STEMMA_AT(stemma_rendering, renderings->rows, i);
  CarriedRendering row = { .row = { from->row.begin, from->row.end, 0, 0 },
                           .doc = from->doc,
                           .quote = from->quote,
                           .role = from->role,
                           .utterance = from->utterance,
                           .rendering = i };
  stemma_status status;

  row.text = emitter->rows->intern(
      emitter->rows, stemma_text(renderings, from->text), from->text.length);
  status = stemma_append(emitter->rows, &row, sizeof row);
  return status == STEMMA_OK
             ? emitter->key(emitter, (stemma_key){ from->utterance, 0 })
             : status;
}

static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  const stemma_table *renderings = job->inputs[1];
  stemma_status status = STEMMA_OK;

  (void)self, (void)worker, (void)error;
  for (uint32_t i = first_of(renderings, job->doc->index);
       i < renderings->rows.count && status == STEMMA_OK; i++) {
    const stemma_rendering *row =
        STEMMA_AT(stemma_rendering, renderings->rows, i);

    if (row->doc != job->doc->index)
      break;
    if (row->role != STEMMA_FRAGMENT)
      status = carry(renderings, i, emitter);
  }
  return status;
}

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  const Options *options = self;

  (void)key, (void)origins;
  return tabler_write(worker, members, NULL, options->align == ALIGN_NEAR,
                      job->outputs[0], job->outputs[1], error);
}

static const stemma_port reads[] = {
  { &quote_words_layer, 0, 0, 0 },
  { &stemma_rendering_layer, 0, 0, 0 },
};
static const stemma_port writes[] = {
  { &stemma_reading_layer, 0, 0, 0 },
  { &stemma_diff_layer, 0, 0, 0 },
};
static const stemma_life life = {
  .size = sizeof life,
  .open = options_open,
  .close = options_close,
  .worker_open = worker_open,
  .worker_close = worker_close,
};
static const stemma_group group = {
  .size = sizeof group,
  .scatter = scatter,
  .gather = gather,
};

const stemma_stage tabulate_stage = {
  .size = sizeof tabulate_stage,
  .id = "tabulate",
  .version = "1.0.0",
  .summary = "collates the renderings of each utterance",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_NO_LIST,
  .carries = &carried_rendering_layer,
  .life = &life,
  .group = &group,
};
