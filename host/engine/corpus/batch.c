/* SPDX-License-Identifier: Apache-2.0
 *
 * batch.c - see batch.h.
 */
#include "batch.h"
#include "../links.h"
#include "../remote/remote.h"

static const char *
output_layer(const Step *step, guint i)
{
  return STEMMA_AT(stemma_port, step->stage->writes, i)->layer->name;
}

Batch *
batch_new(Group *group, const stemma_table *const *inputs)
{
  const Step *step = group->step;
  Batch *batch = g_new0(Batch, 1);

  batch->group = group;
  batch->inputs = inputs;
  batch->members = table_new(step->carries);
  batch->origins = g_array_new(FALSE, FALSE, sizeof(stemma_ref));
  batch->keys = g_array_new(FALSE, FALSE, sizeof(BatchKey));
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

void
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

void
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

void
batch_rebase(const Step *step, Table *const *outputs, const guint32 *from,
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
members_of(Batch *batch, const BatchKey *key)
{
  stemma_table members = *table_view(batch->members);

  members.rows.items = (const char *)members.rows.items
                       + (gsize)key->first * members.rows.stride;
  members.rows.count = key->count;
  return members;
}

static CallResult
gather_key(Batch *batch, guint worker, const BatchKey *key)
{
  Group *group = batch->group;
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
                     .inputs = batch->inputs,
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
gather_here(Batch *batch, guint worker)
{
  const Step *step = batch->group->step;
  g_autofree guint32 *from = g_new0(guint32, step->outputs->len + 1);

  for (guint i = 0; batch->result == CALL_DONE && i < batch->keys->len; i++) {
    open_writers(step, batch, from);
    batch->result =
        gather_key(batch, worker, &g_array_index(batch->keys, BatchKey, i));
    batch_rebase(step, batch->outputs, from, from);
  }
}

/* Keys, then the origins of all members. */
static void
pack_keys(Batch *batch)
{
  g_byte_array_set_size(batch->packed, 0);
  g_byte_array_append(batch->packed, (const guint8 *)batch->keys->data,
                      batch->keys->len * (guint)sizeof(BatchKey));
  g_byte_array_append(batch->packed, (const guint8 *)batch->origins->data,
                      batch->origins->len * (guint)sizeof(stemma_ref));
}

static CallResult
ask_batch(Batch *batch, guint worker, RemoteAnswer *answer)
{
  const Group *group = batch->group;
  const Instance *instance = group->engine->instances[group->number];
  const stemma_job job = { .size = sizeof job,
                           .input_count = group->step->inputs->len,
                           .inputs = batch->inputs };
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
gather_there(Batch *batch, guint worker)
{
  Remote *remote =
      instance_remote(batch->group->engine->instances[batch->group->number]);
  RemoteAnswer answer;
  BatchKey *guilty;

  for (;;) {
    batch->result = ask_batch(batch, worker, &answer);
    if (batch->result != CALL_FAILED || !answer.crashed
        || answer.at >= batch->keys->len)
      break;
    guilty = &g_array_index(batch->keys, BatchKey, answer.at);
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

void
batch_work(Batch *batch, guint worker)
{
  const Group *group = batch->group;

  if (batch->result != CALL_DONE)
    return;
  if (instance_remote(group->engine->instances[group->number]))
    gather_there(batch, worker);
  else
    gather_here(batch, worker);
}
