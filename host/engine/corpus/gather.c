/* SPDX-License-Identifier: Apache-2.0
 *
 * gather.c - the second half of a group stage: the rows of each key.
 *
 * One thread at a time reads the merged runs and cuts them into batches of
 * whole keys; workers gather them; results are joined in key order.
 */
#include "../links.h"
#include "../remote/remote.h"
#include "../ring.h"
#include "group.h"
#include "unique.h"

/* A batch ends with the first key that fills it. */
#define BATCH_ROWS 512u
#define BATCH_BYTES (4u << 20)
#define WINDOW 4u

typedef KeyPart Key;

typedef struct {
  Table *members;
  GArray *origins; /* of stemma_ref */
  GArray *keys;    /* of Key */
  Table **outputs; /* by the step's output */
  stemma_writer **writers;
  GPtrArray *logs;
  GArray *crashes;    /* of Failure: of keys that were given up */
  GByteArray *packed; /* keys and origins, for another process */
  CallResult result;
  Failure failure;
} Batch;

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

static const char *
output_layer(const Step *step, guint i)
{
  return STEMMA_AT(stemma_port, step->stage->writes, i)->layer->name;
}

static Batch *
batch_new(const Group *group)
{
  const Step *step = group->step;
  Batch *batch = g_new0(Batch, 1);

  batch->members = table_new(step->carries);
  batch->origins = g_array_new(FALSE, FALSE, sizeof(stemma_ref));
  batch->keys = g_array_new(FALSE, FALSE, sizeof(Key));
  batch->outputs = g_new0(Table *, step->outputs->len + 1);
  batch->writers = g_new0(stemma_writer *, step->outputs->len + 1);
  batch->logs = g_ptr_array_new_with_free_func((GDestroyNotify)log_line_free);
  batch->crashes = g_array_new(FALSE, FALSE, sizeof(Failure));
  batch->packed = g_byte_array_new();
  for (guint i = 0; i < step->outputs->len; i++) {
    int slot = g_array_index(step->outputs, int, i);
    batch->outputs[i] = table_new(plan_slot(group->engine->plan, slot)->schema);
  }
  return batch;
}

static void
batch_free(gpointer data)
{
  Batch *batch = data;

  table_unref(batch->members);
  g_array_unref(batch->origins);
  g_array_unref(batch->keys);
  for (guint i = 0; batch->outputs[i]; i++)
    table_unref(batch->outputs[i]);
  g_free(batch->outputs);
  g_free(batch->writers);
  g_ptr_array_unref(batch->logs);
  g_array_unref(batch->crashes);
  g_byte_array_unref(batch->packed);
  g_free(batch);
}

static void
batch_clear(Batch *batch)
{
  table_clear(batch->members);
  g_array_set_size(batch->origins, 0);
  g_array_set_size(batch->keys, 0);
  for (guint i = 0; batch->outputs[i]; i++)
    table_clear(batch->outputs[i]);
  g_ptr_array_set_size(batch->logs, 0);
  g_array_set_size(batch->crashes, 0);
  batch->result = CALL_DONE;
}

/* FALSE: the table is full. */
static gboolean
take_member(Gather *gather, Batch *batch, Key *key, const Entry *entry,
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
  Key key = { entry->key, table_count(batch->members), 0 };
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

/* In a call, rows of the own outputs count from 0; here from where the call
 * began. */
static void
rebase(const Step *step, Table *const *outputs, const guint32 *from,
       const guint32 *shift)
{
  for (guint i = 0; i < step->outputs->len; i++)
    for (guint k = 0; k < step->outputs->len; k++)
      links_shift(outputs[i], from[i], output_layer(step, k), shift[k]);
}

static void
open_writers(const Step *step, Batch *batch, guint32 *from)
{
  for (guint i = 0; i < step->outputs->len; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, step->stage->writes, i);
    from[i] = table_count(batch->outputs[i]);
    batch->writers[i] =
        table_writer(batch->outputs[i], port->layer->row_size, from[i]);
  }
}

static gboolean
any_full(const Step *step, const Batch *batch)
{
  for (guint i = 0; i < step->outputs->len; i++)
    if (table_is_full(batch->outputs[i]))
      return TRUE;
  return FALSE;
}

static stemma_table
members_of(Batch *batch, const Key *key)
{
  stemma_table members = *table_view(batch->members);

  members.rows.items = (const char *)members.rows.items
                       + (gsize)key->first * members.rows.stride;
  members.rows.count = key->count;
  return members;
}

static CallResult
gather_key(Gather *gather, Batch *batch, guint worker, const Key *key)
{
  Group *group = gather->group;
  const Step *step = group->step;
  Instance *instance = group->engine->instances[group->number];
  stemma_table members = members_of(batch, key);
  stemma_list origins = { &g_array_index(batch->origins, stemma_ref,
                                         key->first),
                          key->count, sizeof(stemma_ref) };
  stemma_job job = { .size = sizeof job,
                     .input_count = step->inputs->len,
                     .output_count = step->outputs->len,
                     .host = instance_host(instance),
                     .inputs = gather->inputs,
                     .outputs = batch->writers,
                     .seed = instance_key_seed(instance, key->key) };
  stemma_error error = error_new();
  stemma_status status;
  Call call;

  if (!call_begin(&call, instance, worker,
                  &group->engine->workers[worker].arena, batch->logs,
                  &batch->failure))
    return CALL_FAILED;
  status = instance_stage(instance)->group->gather(instance_self(instance),
                                                   call.worker, &job, key->key,
                                                   &members, origins, &error);
  if (status == STEMMA_OK && any_full(step, batch))
    status = STEMMA_E_LIMIT;
  return call_end(&call, status, &error, &batch->failure);
}

static void
gather_here(Gather *gather, Batch *batch, guint worker)
{
  const Step *step = gather->group->step;
  g_autofree guint32 *from = g_new0(guint32, step->outputs->len + 1);

  for (guint i = 0; batch->result == CALL_DONE && i < batch->keys->len; i++) {
    open_writers(step, batch, from);
    batch->result =
        gather_key(gather, batch, worker, &g_array_index(batch->keys, Key, i));
    rebase(step, batch->outputs, from, from);
  }
}

/* Keys, then the origins of all members. */
static void
pack_keys(Batch *batch)
{
  g_byte_array_set_size(batch->packed, 0);
  g_byte_array_append(batch->packed, (const guint8 *)batch->keys->data,
                      batch->keys->len * (guint)sizeof(Key));
  g_byte_array_append(batch->packed, (const guint8 *)batch->origins->data,
                      batch->origins->len * (guint)sizeof(stemma_ref));
}

static CallResult
ask_batch(const Gather *gather, Batch *batch, guint worker,
          RemoteAnswer *answer)
{
  const Group *group = gather->group;
  const Instance *instance = group->engine->instances[group->number];
  const stemma_job job = { .size = sizeof job,
                           .input_count = group->step->inputs->len,
                           .inputs = gather->inputs };
  RemoteCall call = { .kind = FRAME_GATHER,
                      .step = group->number,
                      .job = &job,
                      .members = table_view(batch->members),
                      .more_kind = FRAME_KEYS };
  CallResult result;

  pack_keys(batch);
  call.more = batch->packed->data;
  call.more_length = batch->packed->len;
  result = remote_call(instance_remote(instance), worker, &call, batch->logs,
                       answer, &batch->failure);

  if (result == CALL_DONE
      && !remote_take_tables(instance, group->engine->plan, answer,
                             batch->outputs, &batch->failure))
    return CALL_FAILED;
  return result;
}

/* A whole batch in one call; a key from which the process does not come back is
 * left out, and the others are gathered again. */
static void
gather_there(Gather *gather, Batch *batch, guint worker)
{
  Remote *remote =
      instance_remote(gather->group->engine->instances[gather->group->number]);
  RemoteAnswer answer;
  Key *guilty;

  for (;;) {
    batch->result = ask_batch(gather, batch, worker, &answer);
    if (batch->result != CALL_FAILED || !answer.crashed
        || answer.at >= batch->keys->len)
      break;
    guilty = &g_array_index(batch->keys, Key, answer.at);
    if (guilty->count == 0)
      break;
    guilty->count = 0;
    g_array_append_val(batch->crashes, batch->failure);
  }
  if (batch->result != CALL_SKIPPED)
    return;
  remote_tell_stop(remote, &batch->failure);
  batch->result = CALL_FAILED;
}

static void
work_on_batch(gpointer data, guint worker, gpointer taken)
{
  Gather *gather = data;
  const Group *group = gather->group;
  Batch *batch = taken;

  if (batch->result != CALL_DONE)
    return;
  if (instance_remote(group->engine->instances[group->number]))
    gather_there(gather, batch, worker);
  else
    gather_here(gather, batch, worker);
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
  rebase(step, into, from, from);
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
    g_ptr_array_add(batches, batch_new(group));
  ring_run(&job);
  tell_capped(&gather);
  merge_free(gather.merge);
  close_unique(&gather);
  g_free(gather.inputs);
  return gather.result;
}
