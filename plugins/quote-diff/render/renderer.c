/* SPDX-License-Identifier: Apache-2.0 */
#include "renderer.h"

#include <stdlib.h>

static void
worker_close(void *worker)
{
  Renderer *r = worker;

  if (!r)
    return;
  label_free(&r->labeller);
  tabler_free(r->tabler);
  stems_free(r->stems);
  free(r);
}

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  Renderer *r = calloc(1, sizeof *r);

  (void)self;
  *worker = r;
  if (r) {
    r->stems = stems_new("en");
    r->labeller.stems = r->stems;
    r->tabler = tabler_new(r->stems);
  }
  if (r && r->stems && r->tabler)
    return STEMMA_OK;
  worker_close(r);
  *worker = NULL;
  return out_of_memory(error);
}

const stemma_life renderer_life = {
  .size = sizeof renderer_life,
  .open = options_open,
  .close = options_close,
  .worker_open = worker_open,
  .worker_close = worker_close,
};

const stemma_port renderer_writes[4] = {
  { &stemma_utterance_layer, 0, 0, 0 },
  { &stemma_rendering_layer, 0, 0, 0 },
  { &stemma_reading_layer, 0, 0, 0 },
  { &stemma_diff_layer, 0, 0, 0 },
};
