/* SPDX-License-Identifier: Apache-2.0
 *
 * gather.c - the second half of a group stage: the rows of each key.
 *
 * One thread at a time reads the merged runs and cuts them into batches of
 * whole keys; workers gather them (batch.c); results are joined in key order.
 */
#include "../ring.h"
#include "batch.h"
#include "unique.h"

/* A batch ends with the first key that fills it. */
#define BATCH_ROWS 512u
#define BATCH_BYTES (4u << 20)
#define WINDOW 4u

typedef struct {
  Group *group;
  Merge *merge;
  Unique **unique; /* by the step's output; NULL: its rows may be equal */
  const stemma_table **inputs; /* corpus layers; NULL: a document's */
  guint64 capped_keys;
  guint64 capped_rows;
  CallResult result;
  Failure *failure;
} Gather;

/* FALSE: the table is full. */
static gboolean
take_member(Gather *gather, Batch *batch, BatchKey *key, const Entry *entry,
            const guint8 *row)
{
  guint32 most = gather->group->step->stage->group->max_members;
  stemma_ref origin = { entry->doc, entry->row };

  if (most && key->count == most) {
    gather->capped_rows++;
    return TRUE;
  }
  key->count++;
  g_array_append_val(batch->origins, origin);
  return table_unpack_row(batch->members, row);
}

static gboolean
same_key(stemma_key a, stemma_key b)
{
  return a.high == b.high && a.low == b.low;
}

static gboolean
take_key(Gather *gather, Batch *batch, const Entry *entry, const guint8 *row)
{
  BatchKey key = { entry->key, table_count(batch->members), 0 };
  guint64 capped = gather->capped_rows;
  gboolean fits = TRUE;

  while (fits && entry && same_key(entry->key, key.key)) {
    fits = take_member(gather, batch, &key, entry, row);
    merge_advance(gather->merge);
    entry = merge_peek(gather->merge, &row);
  }
  gather->capped_keys += gather->capped_rows > capped;
  g_array_append_val(batch->keys, key);
  return fits;
}

static gboolean
take_batch(gpointer data, gpointer taken)
{
  Gather *gather = data;
  Batch *batch = taken;
  const Entry *entry;
  const guint8 *row;

  batch_clear(batch);
  while (!engine_is_cancelled(gather->group->engine)
         && table_count(batch->members) < BATCH_ROWS
         && table_bytes(batch->members) < BATCH_BYTES
         && (entry = merge_peek(gather->merge, &row)))
    if (!take_key(gather, batch, entry, row)) {
      instance_fail(gather->group->engine->instances[gather->group->number],
                    &batch->failure, "E405",
                    "failed: one key has more rows than a table holds");
      batch->result = CALL_FAILED;
      break;
    }
  return batch->keys->len > 0;
}

static void
work_on_batch(gpointer data, guint worker, gpointer taken)
{
  (void)data;
  batch_work(taken, worker);
}

/* Strings are interned again, so that a word stands once in the corpus table,
 * however the keys were cut into batches. */
static gboolean
join(const Gather *gather, Batch *batch)
{
  const Engine *engine = gather->group->engine;
  const Step *step = gather->group->step;
  guint count = step->outputs->len;
  g_autofree guint32 *from = g_new0(guint32, count + 1);
  g_autofree Table **into = g_new0(Table *, count + 1);
  gboolean fits = TRUE;

  for (guint i = 0; i < count; i++) {
    into[i] = engine->corpus[g_array_index(step->outputs, int, i)];
    from[i] = table_count(into[i]);
  }
  for (guint i = 0; i < count; i++)
    for (guint32 k = 0; fits && k < table_count(batch->outputs[i]); k++) {
      fits = table_copy_row(into[i], table_view(batch->outputs[i]), k);
      if (fits && gather->unique[i])
        unique_keep(gather->unique[i]);
    }
  batch_rebase(step, into, from, from);
  return fits;
}

static gboolean
give_batch(gpointer data, gpointer given)
{
  Gather *gather = data;
  Batch *batch = given;
  Group *group = gather->group;

  teller_logs(group->engine, NULL, batch->logs);
  for (guint i = 0; i < batch->crashes->len; i++)
    teller_failure(group->engine, group->step->file_stage->name,
                   &g_array_index(batch->crashes, Failure, i));
  if (batch->result == CALL_DONE && !join(gather, batch)) {
    instance_fail(group->engine->instances[group->number], &batch->failure,
                  "E405", "failed: it writes more than a table holds");
    batch->result = CALL_FAILED;
  }
  gather->result = batch->result;
  if (batch->result == CALL_FAILED)
    *gather->failure = batch->failure;
  return batch->result == CALL_DONE;
}

static void
add_sources(Gather *gather)
{
  for (guint i = 0; i < gather->group->engine->threads; i++) {
    Part *part = &gather->group->parts[i];
    gather->capped_rows += part->capped;
    run_sort(part->entries);
    merge_add_memory(gather->merge, part->entries, part->bytes->data);
    for (guint k = 0; k < part->runs->len; k++)
      merge_add_run(gather->merge, part->runs->pdata[k]);
  }
}

static void
find_inputs(Gather *gather)
{
  const Engine *engine = gather->group->engine;
  const GArray *inputs = gather->group->step->inputs;

  gather->inputs = g_new0(const stemma_table *, inputs->len + 1);
  for (guint i = 0; i < inputs->len; i++) {
    int slot = g_array_index(inputs, int, i);
    if (slot >= 0 && engine->corpus[slot])
      gather->inputs[i] = table_view(engine->corpus[slot]);
  }
}

static void
open_unique(Gather *gather)
{
  const Step *step = gather->group->step;

  gather->unique = g_new0(Unique *, step->outputs->len + 1);
  for (guint i = 0; i < step->outputs->len; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, step->stage->writes, i);
    int slot = g_array_index(step->outputs, int, i);
    if (port->layer->flags & STEMMA_LAYER_UNIQUE)
      gather->unique[i] = unique_new(gather->group->engine->corpus[slot]);
  }
}

static void
close_unique(Gather *gather)
{
  for (guint i = 0; i < gather->group->step->outputs->len; i++)
    unique_free(gather->unique[i]);
  g_free(gather->unique);
}

static void
tell_capped(const Gather *gather)
{
  const Group *group = gather->group;
  g_autoptr(GPtrArray) logs =
      g_ptr_array_new_with_free_func((GDestroyNotify)log_line_free);
  LogLine *said;

  if (!gather->capped_keys)
    return;
  said = g_new0(LogLine, 1);
  said->level = STEMMA_WARNING;
  said->stage = group->step->file_stage->name;
  said->line = g_strdup_printf(
      "%" G_GUINT64_FORMAT " %s more than %u rows; the last %" G_GUINT64_FORMAT
      " were left out",
      gather->capped_keys, gather->capped_keys == 1 ? "key has" : "keys have",
      group->step->stage->group->max_members, gather->capped_rows);
  g_ptr_array_add(logs, said);
  teller_logs(group->engine, NULL, logs);
}

CallResult
group_gather(Group *group, Failure *failure)
{
  Gather gather = { .group = group,
                    .merge = merge_new(group->engine->spill),
                    .result = CALL_DONE,
                    .failure = failure };
  g_autoptr(GPtrArray) batches = g_ptr_array_new_with_free_func(batch_free);
  RingJob job = { group->engine->threads,
                  batches,
                  take_batch,
                  work_on_batch,
                  give_batch,
                  &gather,
                  group->engine->around.gate };

  add_sources(&gather);
  find_inputs(&gather);
  open_unique(&gather);
  for (guint i = 0; i < WINDOW * group->engine->threads; i++)
    g_ptr_array_add(batches, batch_new(group, gather.inputs));
  ring_run(&job);
  tell_capped(&gather);
  merge_free(gather.merge);
  close_unique(&gather);
  g_free(gather.inputs);
  return gather.result;
}
