/* SPDX-License-Identifier: Apache-2.0
 *
 * The stage works: collates whole texts that the input gives as witnesses of
 * one work, by their metadata "work".
 */
#include <stdlib.h>
#include <string.h>

#include "fnv.h"
#include "renderer.h"

typedef struct WorksOptions {
  int64_t min_witnesses;
  uint32_t align; /* ALIGN_... */
  uint32_t reserved;
} WorksOptions;

/* The value of a document's metadata `key`, or NULL. */
static const char *
meta_value(const stemma_doc *doc, const char *key)
{
  for (uint32_t i = 0; i + 1 < doc->meta.count; i += 2)
    if (strcmp(*STEMMA_AT(char *, doc->meta, i), key) == 0)
      return *STEMMA_AT(char *, doc->meta, i + 1);
  return NULL;
}

static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  const char *work = meta_value(job->doc, "work");
  CarriedRendering row = { .row = { 0, job->doc->length, 0, 0 },
                           .doc = job->doc->index,
                           .role = STEMMA_FULL };
  size_t length = work ? strlen(work) : 0;
  stemma_status status;
  stemma_key key;

  (void)self, (void)worker, (void)error;
  if (length == 0 || job->doc->length == 0)
    return STEMMA_OK;
  key.high = fnv_bytes(FNV_START, work, length);
  key.low = fnv_bytes(key.high, work, length);
  row.speaker = emitter->rows->intern(emitter->rows, work, (uint32_t)length);
  row.text =
      emitter->rows->intern(emitter->rows, job->doc->text, job->doc->length);
  status = stemma_append(emitter->rows, &row, sizeof row);
  return status == STEMMA_OK ? emitter->key(emitter, key) : status;
}

/* The work's name is its id. */
static stemma_status
write_work(Renderer *w, const stemma_table *members, stemma_writer *out,
           stemma_error *error)
{
  stemma_utterance row = { .witnesses = members->rows.count,
                           .renderings = members->rows.count };
  stemma_str name = member(members, 0)->speaker;
  uint32_t begin, length;
  uint32_t chosen = label_choose(&w->labeller, members, &begin, &length);

  if (chosen == UINT32_MAX)
    return out_of_memory(error);
  row.id = out->intern(out, stemma_text(members, name), name.length);
  row.label = out->intern(
      out, stemma_text(members, member(members, chosen)->text) + begin, length);
  return stemma_append(out, &row, sizeof row);
}

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  const WorksOptions *options = self;
  stemma_writer *out = job->outputs[1];
  TableRows rows = { job->outputs[0]->next_row, out->next_row };
  Renderer *w = worker;
  stemma_status status;

  (void)key, (void)origins;
  if (members->rows.count < (uint32_t)options->min_witnesses)
    return STEMMA_OK;
  status = write_work(w, members, job->outputs[0], error);
  for (uint32_t i = 0; i < members->rows.count && status == STEMMA_OK; i++) {
    const CarriedRendering *from = member(members, i);
    stemma_rendering row = { .row = { from->row.begin, from->row.end, 0, 0 },
                             .doc = from->doc,
                             .utterance = rows.utterance,
                             .role = STEMMA_FULL };

    row.text =
        out->intern(out, stemma_text(members, from->text), from->text.length);
    status = stemma_append(out, &row, sizeof row);
  }
  if (status != STEMMA_OK)
    return status;
  return tabler_write(w->tabler, members, rows, options->align == ALIGN_NEAR,
                      job->outputs[2], job->outputs[3], error);
}

static const char *const aligns[] = { "exact", "near", 0 };
static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(WorksOptions, min_witnesses, STEMMA_OPTION_INT,
                       "min-witnesses", "2", 1, 64, "documents",
                       "leave out works with fewer witnesses"),
  STEMMA_OPTION_AMONG(WorksOptions, align, STEMMA_OPTION_CHOICE, "align",
                      "near", aligns,
                      "link equal words only, or forms and spellings"),
};
static const stemma_metric metrics[] = { UTTERANCE_METRICS };
static const stemma_group group = {
  .size = sizeof group,
  .scatter = scatter,
  .gather = gather,
};

const stemma_stage works_stage = {
  .size = sizeof works_stage,
  .id = "works",
  .version = "1.0.0",
  .summary = "collates texts that are given as witnesses of one work",
  .url = "",
  .writes = UTTERANCE_WRITES,
  .options = STEMMA_LIST(options),
  .options_size = sizeof(WorksOptions),
  .carries = &carried_rendering_layer,
  .life = &renderer_life,
  .group = &group,
  .metrics = STEMMA_LIST(metrics),
};
