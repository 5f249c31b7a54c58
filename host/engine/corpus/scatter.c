/* SPDX-License-Identifier: Apache-2.0
 *
 * scatter.c - the first half of a group stage: rows under keys.
 *
 * Each worker files on its own, so nothing is locked for a row.  What a
 * document says is staged until all of the pass has succeeded on it.
 */
#include "../remote/remote.h"
#include "group.h"
#include <string.h>

/* A run shorter than this is not worth a place on disk; one longer than MOST
 * would not fit into a GByteArray. */
#define LEAST (1u << 20)
#define MOST (1u << 30)

/* Places for frequent keys; a power of two. */
#define SEEN (1u << 15)

static stemma_status
file_row(stemma_emitter *emitter, stemma_key key)
{
  Part *part = emitter->impl;
  Entry entry = { key, part->doc, table_count(part->rows) - 1, 0 };

  if (table_count(part->rows) == 0)
    return STEMMA_E_INTERNAL;
  g_array_append_val(part->staged, entry);
  return STEMMA_OK;
}

static void
part_init(Part *part, const Step *step)
{
  part->rows = table_new(step->carries);
  if (step->stage->group->max_members)
    part->seen = g_new0(Seen, SEEN);
  part->staged = g_array_new(FALSE, FALSE, sizeof(Entry));
  part->filed = g_array_new(FALSE, FALSE, sizeof(FiledPart));
  part->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  part->bytes = g_byte_array_new();
  part->runs = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  part->emitter = (stemma_emitter){ .size = sizeof part->emitter,
                                    .impl = part,
                                    .key = file_row };
}

static void
part_clear(Part *part)
{
  table_unref(part->rows);
  g_free(part->seen);
  g_array_unref(part->staged);
  g_array_unref(part->filed);
  g_array_unref(part->entries);
  g_byte_array_unref(part->bytes);
  g_ptr_array_unref(part->runs);
}

Group *
group_new(Engine *engine, guint step)
{
  Group *group = g_new0(Group, 1);

  group->engine = engine;
  group->number = step;
  group->step = plan_step(engine->plan, step);
  group->parts = g_new0(Part, engine->threads);
  for (guint i = 0; i < engine->threads; i++)
    part_init(&group->parts[i], group->step);
  return group;
}

void
group_free(Group *group)
{
  if (!group)
    return;
  for (guint i = 0; i < group->engine->threads; i++) {
    spill_give_back(group->engine->spill, group->parts[i].taken);
    part_clear(&group->parts[i]);
  }
  g_free(group->parts);
  g_free(group);
}

static CallResult
scatter(Group *group, guint worker, const stemma_job *job, GPtrArray *logs,
        Failure *failure)
{
  Engine *engine = group->engine;
  Instance *instance = engine->instances[group->number];
  Part *part = &group->parts[worker];
  stemma_error error = error_new();
  stemma_status status;
  Call call;

  part->emitter.rows =
      table_writer(part->rows, group->step->stage->carries->row_size, 0);
  if (!call_begin(&call, instance, worker, &engine->workers[worker].arena, logs,
                  failure))
    return CALL_FAILED;
  status = instance_stage(instance)->group->scatter(
      instance_self(instance), call.worker, job, &part->emitter, &error);
  if (status == STEMMA_OK && table_is_full(part->rows))
    status = STEMMA_E_LIMIT;
  return call_end(&call, status, &error, failure);
}

/* Another process filed the rows. */
static CallResult
scatter_there(Group *group, guint worker, const stemma_job *job,
              GPtrArray *logs, Failure *failure)
{
  Instance *instance = group->engine->instances[group->number];
  Part *part = &group->parts[worker];
  CallResult result = remote_scatter(instance, worker, group->number, job,
                                     part->rows, part->filed, logs, failure);

  for (guint i = 0; result == CALL_DONE && i < part->filed->len; i++) {
    const FiledPart *one = &g_array_index(part->filed, FiledPart, i);
    Entry entry = { one->key, part->doc, one->row, 0 };
    g_array_append_val(part->staged, entry);
  }
  return result;
}

CallResult
group_scatter(Group *group, guint worker, const stemma_job *job,
              GPtrArray *logs, guint32 doc, Failure *failure)
{
  group_forget(group, worker);
  group->parts[worker].doc = doc;
  if (instance_remote(group->engine->instances[group->number]))
    return scatter_there(group, worker, job, logs, failure);
  return scatter(group, worker, job, logs, failure);
}

void
group_forget(Group *group, guint worker)
{
  Part *part = &group->parts[worker];

  table_clear(part->rows);
  g_array_set_size(part->staged, 0);
}

static gboolean
write_run(Group *group, Part *part)
{
  Spill *spill = group->engine->spill;
  GArray *run;

  run_sort(part->entries);
  run = run_write(part->entries, part->bytes->data, spill);
  if (!run)
    return FALSE;
  g_ptr_array_add(part->runs, run);
  g_array_set_size(part->entries, 0);
  g_byte_array_set_size(part->bytes, 0);
  spill_give_back(spill, part->taken);
  part->taken = 0;
  return TRUE;
}

static gboolean
account(Group *group, Part *part)
{
  Spill *spill = group->engine->spill;
  guint64 size = part->bytes->len + (guint64)part->entries->len * sizeof(Entry);
  guint64 more = size - part->taken;

  if (size < MOST && spill_take(spill, more)) {
    part->taken = size;
    return TRUE;
  }
  if (size >= LEAST)
    return write_run(group, part);
  spill_force(spill, more);
  part->taken = size;
  return TRUE;
}

/* The place of a key, NULL when another has it.  Which keys have one changes
 * no result: a row under a key without one is left out when it is gathered. */
static Seen *
seen_find(Part *part, const Entry *entry)
{
  const guint64 odd = G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
  guint64 hash = (entry->key.low ^ entry->key.high * odd) * odd;
  Seen *seen = &part->seen[hash >> 32 & (SEEN - 1)];

  if (seen->count && seen->key.high == entry->key.high
      && seen->key.low == entry->key.low)
    return seen;
  if (seen->count
      && (seen->hold-- > 0
          || (seen->doc == entry->doc && seen->row == entry->row)))
    return NULL;
  *seen = (Seen){ .key = entry->key, .doc = G_MAXUINT32 };
  return seen;
}

/* Is this row beyond the cap of its key?  One is kept to show that there are
 * more. */
static gboolean
is_beyond(Part *part, const Entry *entry, guint32 most)
{
  Seen *seen = part->seen ? seen_find(part, entry) : NULL;
  gboolean again;

  if (!seen)
    return FALSE;
  again = seen->doc == entry->doc && seen->row == entry->row;
  seen->doc = entry->doc;
  seen->row = entry->row;
  seen->hold = MIN(seen->hold + 1, most);
  if (again)
    return TRUE;
  if (seen->count > most) {
    part->capped++;
    return TRUE;
  }
  seen->count++;
  return FALSE;
}

/* A row is packed once, however many keys it is filed under: its entries stand
 * one after the other. */
gboolean
group_keep(Group *group, guint worker)
{
  Part *part = &group->parts[worker];
  guint32 last = G_MAXUINT32, most = group->step->stage->group->max_members;
  guint64 at = 0;

  if (part->staged->len == 0)
    return TRUE;
  for (guint i = 0; i < part->staged->len; i++) {
    Entry entry = g_array_index(part->staged, Entry, i);
    if (is_beyond(part, &entry, most))
      continue;
    if (entry.row != last) {
      guint64 length = 0;
      at = part->bytes->len;
      g_byte_array_append(part->bytes, (guint8 *)&length, sizeof length);
      table_pack_row(part->rows, entry.row, part->bytes);
      length = part->bytes->len - at - sizeof length;
      memcpy(part->bytes->data + at, &length, sizeof length);
    }
    last = entry.row;
    entry.at = at;
    g_array_append_val(part->entries, entry);
  }
  group_forget(group, worker);
  return account(group, part);
}
