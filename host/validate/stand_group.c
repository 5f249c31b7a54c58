/* SPDX-License-Identifier: Apache-2.0
 *
 * stand_group.c - a group stage: scatter over the documents, then gather key by
 * key.
 */
#include "../engine/corpus/unique.h"
#include "../engine/links.h"
#include "stand_private.h"

/* A row under a key. */
typedef struct {
  stemma_key key;
  guint document;
  guint32 row;
} Member;

typedef struct {
  Unit *unit;
  Scattered *scattered; /* by document; the last: of the corpus */
  GArray *members;      /* of Member, by key, document and row */
  Table **results;      /* key * outputs + output */
  guint keys;
} Grouping;

typedef struct {
  Unit *unit;
  Scattered *to;
} Emission;

static stemma_status
file_row(stemma_emitter *emitter, stemma_key key)
{
  Emission *emission = emitter->impl;
  ScatterKey filed = { key, table_count(emission->to->rows) - 1 };

  if (table_count(emission->to->rows) == 0) {
    stand_note(emission->unit->stand, "row.key",
               "stage \"%s\" filed a key before it had appended a row",
               emission->unit->step->stage->id);
    return STEMMA_E_INTERNAL;
  }
  if (unit_fails_now(emission->unit, TRUE))
    return STEMMA_E_MEMORY;
  g_array_append_val(emission->to->keys, filed);
  return STEMMA_OK;
}

static void
scattered_init(Scattered *scattered, const Step *step)
{
  scattered->rows = table_new(step->carries);
  scattered->keys = g_array_new(FALSE, FALSE, sizeof(ScatterKey));
}

/* Carried rows are checked like any other. */
static void
check_carried(Unit *unit, Scattered *scattered, guint document)
{
  Stand *stand = unit->stand;
  gboolean corpus = document == stand_documents(stand);
  TableContext context = { .text = corpus ? NULL : stand->docs[document].text,
                           .length = corpus ? 0 : stand->docs[document].length,
                           .documents = stand_documents(stand) };
  TableFault fault;

  if (unit_is_tested(unit)
      && !table_check(table_view(scattered->rows), &context, &fault))
    stand_note(stand, fault.rule,
               "stage \"%s\" carries a bad row: row %u, %s: %s",
               unit->step->stage->id, fault.row,
               fault.field ? fault.field : "its place", fault.message);
}

static void
scatter(Unit *unit, guint worker, guint document, gpointer data)
{
  Grouping *grouping = data;
  Stand *stand = unit->stand;
  Scattered *to = &grouping->scattered[document];
  const char *id =
      document == stand_documents(stand) ? NULL : stand->docs[document].id;
  Emission emission = { unit, to };
  Outlet outlet = { .stand = stand,
                    .unit = unit,
                    .table = to->rows,
                    .row_size = unit->step->stage->carries->row_size,
                    .align = 4 };
  stemma_emitter emitter = { .size = sizeof emitter,
                             .impl = &emission,
                             .key = file_row };
  stemma_status status;
  Frame frame;
  Work work;

  if (!frame_enter(&frame, unit, worker, "scatter", id)) {
    stand->lost[document] = TRUE;
    return;
  }
  work_init(&work, &frame, document, NULL);
  emitter.rows = outlet_writer(&frame, &outlet);
  status = unit->code->group->scatter(
      unit->self, frame_worker(&frame), work.job,
      frame_give_open(&frame, &emitter, sizeof emitter), frame.error);
  work_clear(&work);
  frame_leave(&frame, status);
  if (status == STEMMA_OK) {
    check_carried(unit, to, document);
    return;
  }
  stand->lost[document] = TRUE;
  g_array_set_size(to->keys, 0);
}

static int
compare_members(gconstpointer a, gconstpointer b)
{
  const Member *one = a, *other = b;

  if (one->key.high != other->key.high)
    return one->key.high < other->key.high ? -1 : 1;
  if (one->key.low != other->key.low)
    return one->key.low < other->key.low ? -1 : 1;
  if (one->document != other->document)
    return one->document < other->document ? -1 : 1;
  return one->row < other->row ? -1 : one->row > other->row;
}

/* Each row once under a key. */
static void
collect(Grouping *grouping)
{
  guint count = stand_documents(grouping->unit->stand);
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Member));

  for (guint i = 0; i <= count; i++)
    for (guint k = 0; k < grouping->scattered[i].keys->len; k++) {
      const ScatterKey *filed =
          &g_array_index(grouping->scattered[i].keys, ScatterKey, k);
      Member member = { filed->key, i, filed->row };
      g_array_append_val(all, member);
    }
  g_array_sort(all, compare_members);
  grouping->members = g_array_new(FALSE, FALSE, sizeof(Member));
  for (guint i = 0; i < all->len; i++) {
    const Member *member = &g_array_index(all, Member, i);
    if (i == 0 || compare_members(member - 1, member) != 0)
      g_array_append_vals(grouping->members, member, 1);
  }
}

static guint
key_end(const Grouping *grouping, guint from)
{
  const Member *first = &g_array_index(grouping->members, Member, from);
  guint at = from;

  while (at < grouping->members->len) {
    const Member *member = &g_array_index(grouping->members, Member, at);
    if (member->key.high != first->key.high
        || member->key.low != first->key.low)
      break;
    at++;
  }
  return at;
}

/* The key's rows, at most as many as the stage can bear; with a crowd, again
 * and again. */
static Table *
gather_members(const Grouping *grouping, guint from, guint end, GArray *origins)
{
  const Unit *unit = grouping->unit;
  guint most = unit->step->stage->group->max_members;
  guint crowd = unit->set->crowd;
  guint count = crowd ? crowd : end - from;
  Table *table = table_new(unit->step->carries);

  if (most)
    count = MIN(count, most);
  for (guint i = 0; i < count; i++) {
    const Member *member =
        &g_array_index(grouping->members, Member, from + i % (end - from));
    stemma_ref origin = { member->document == stand_documents(unit->stand)
                              ? STEMMA_CORPUS
                              : member->document,
                          member->row + i / (end - from) };
    table_copy_row(table,
                   table_view(grouping->scattered[member->document].rows),
                   member->row);
    g_array_append_val(origins, origin);
  }
  return table;
}

static void
gather_key(Grouping *grouping, guint number, guint from, guint end)
{
  Unit *unit = grouping->unit;
  Stand *stand = unit->stand;
  guint outputs = unit->step->outputs->len;
  Table **tables = &grouping->results[(gsize)number * outputs];
  g_autoptr(GArray) origins = g_array_new(FALSE, FALSE, sizeof(stemma_ref));
  g_autoptr(Table) members = NULL;
  stemma_list list = { NULL, 0, sizeof(stemma_ref) };
  stemma_status status;
  Frame frame;
  Work work;

  for (guint i = 0; i < outputs; i++)
    tables[i] = table_new(
        plan_slot(stand->plan, g_array_index(unit->step->outputs, int, i))
            ->schema);
  members = gather_members(grouping, from, end, origins);
  if (!frame_enter(&frame, unit, 0, "gather", NULL))
    return;
  work_init(&work, &frame, stand_documents(stand), tables);
  list.count = origins->len;
  list.items = frame_give_bytes(&frame, origins->data,
                                origins->len * sizeof(stemma_ref));
  status = unit->code->group->gather(
      unit->self, frame_worker(&frame), work.job,
      g_array_index(grouping->members, Member, from).key,
      frame_give_table(&frame, table_view(members), unit->set->padding), list,
      frame.error);
  work_clear(&work);
  frame_leave(&frame, status);
  if (status == STEMMA_OK)
    return;
  unit_lose(unit);
  for (guint i = 0; i < outputs; i++)
    table_clear(tables[i]);
}

/* The rows of a key count from 0 in their call, and behind those of the keys
 * before it in the corpus. */
static void
join_key(Grouping *grouping, guint number, Unique **unique)
{
  Unit *unit = grouping->unit;
  Stand *stand = unit->stand;
  guint outputs = unit->step->outputs->len;
  Table **tables = &grouping->results[(gsize)number * outputs];
  g_autofree guint32 *from = g_new0(guint32, outputs + 1);

  for (guint i = 0; i < outputs; i++) {
    Table *into = stand_table(stand, g_array_index(unit->step->outputs, int, i),
                              stand_documents(stand));
    from[i] = table_count(into);
    for (guint32 k = 0; tables[i] && k < table_count(tables[i]); k++) {
      table_copy_row(into, table_view(tables[i]), k);
      if (unique[i])
        unique_keep(unique[i]);
    }
  }
  for (guint i = 0; i < outputs; i++)
    for (guint k = 0; k < outputs; k++)
      links_shift(
          stand_table(stand, g_array_index(unit->step->outputs, int, i),
                      stand_documents(stand)),
          from[i],
          STEMMA_AT(stemma_port, unit->step->stage->writes, k)->layer->name,
          from[k]);
}

static void
join(Grouping *grouping)
{
  Unit *unit = grouping->unit;
  Stand *stand = unit->stand;
  guint outputs = unit->step->outputs->len;
  g_autofree Unique **unique = g_new0(Unique *, outputs + 1);

  for (guint i = 0; i < outputs; i++)
    if (STEMMA_AT(stemma_port, unit->step->stage->writes, i)->layer->flags
        & STEMMA_LAYER_UNIQUE)
      unique[i] = unique_new(
          stand_table(stand, g_array_index(unit->step->outputs, int, i),
                      stand_documents(stand)));
  for (guint i = 0; i < grouping->keys; i++)
    join_key(grouping, i, unique);
  for (guint i = 0; i < outputs; i++)
    unique_free(unique[i]);
}

/* Where each key's members begin. */
static GArray *
key_starts(const Grouping *grouping)
{
  GArray *starts = g_array_new(FALSE, FALSE, sizeof(guint));

  for (guint at = 0; at < grouping->members->len; at = key_end(grouping, at))
    g_array_append_val(starts, at);
  return starts;
}

/* With a crowd the key that has most alone. */
static void
keep_largest(const Grouping *grouping, GArray *starts)
{
  guint best = 0, most = 0;

  for (guint i = 0; i < starts->len; i++) {
    guint from = g_array_index(starts, guint, i);
    guint count = key_end(grouping, from) - from;
    if (count > most) {
      most = count;
      best = from;
    }
  }
  g_array_set_size(starts, MIN(starts->len, 1));
  if (starts->len > 0)
    g_array_index(starts, guint, 0) = best;
}

static void
gather(Grouping *grouping)
{
  Unit *unit = grouping->unit;
  g_autoptr(GArray) starts = key_starts(grouping);

  if (unit->set->crowd)
    keep_largest(grouping, starts);
  grouping->keys = starts->len;
  grouping->results =
      g_new0(Table *, (gsize)starts->len * unit->step->outputs->len + 1);
  for (guint i = 0; i < starts->len; i++) {
    guint number = unit->set->backwards ? starts->len - 1 - i : i;
    guint from = g_array_index(starts, guint, number);
    gather_key(grouping, number, from, key_end(grouping, from));
  }
  join(grouping);
  stand_sort(unit);
  work_check(unit, stand_documents(unit->stand));
}

static void
grouping_clear(Grouping *grouping)
{
  Unit *unit = grouping->unit;
  gsize results = (gsize)grouping->keys * unit->step->outputs->len;

  for (guint i = 0; i <= stand_documents(unit->stand); i++) {
    table_unref(grouping->scattered[i].rows);
    g_array_unref(grouping->scattered[i].keys);
  }
  for (gsize i = 0; i < results; i++)
    table_unref(grouping->results[i]);
  g_free(grouping->scattered);
  g_free(grouping->results);
  if (grouping->members)
    g_array_unref(grouping->members);
}

void
stand_run_group(Unit *unit)
{
  guint count = stand_documents(unit->stand);
  Grouping grouping = { .unit = unit,
                        .scattered = g_new0(Scattered, (gsize)count + 1) };

  for (guint i = 0; i <= count; i++)
    scattered_init(&grouping.scattered[i], unit->step);
  if (unit->step->by_document)
    stand_each_document(unit, scatter, &grouping);
  else
    scatter(unit, 0, count, &grouping);
  if (!unit->set->by_document || !unit_is_last(unit)) {
    collect(&grouping);
    gather(&grouping);
  }
  grouping_clear(&grouping);
}
