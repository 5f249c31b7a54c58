/* SPDX-License-Identifier: Apache-2.0
 *
 * stand_fold.c - a fold stage: add over the documents into shards, merge, save
 * and load, finish.
 */
#include "../engine/links.h"
#include "stand_private.h"

typedef struct {
  Unit *unit;
  void **shards;
  guint count;
  gint next; /* documents so far: they are dealt to the shards in turn */
} Folding;

static const stemma_fold *
fold_of(const Unit *unit)
{
  return unit->code->fold;
}

/* A fold that needs no state may leave it NULL. */
static gboolean
start(Unit *unit, void **state)
{
  stemma_status status;
  Frame frame;

  *state = NULL;
  if (!frame_enter(&frame, unit, 0, "start", NULL))
    return FALSE;
  status = fold_of(unit)->start(unit->self, state, frame.error);
  return frame_leave(&frame, status) == STEMMA_OK;
}

static void
drop(Unit *unit, void *state)
{
  Frame frame;

  if (!state || !frame_enter(&frame, unit, 0, "drop", NULL))
    return;
  fold_of(unit)->drop(unit->self, state);
  frame_leave(&frame, STEMMA_OK);
}

/* With threads each has a shard of its own. */
static void
add(Unit *unit, guint worker, guint document, gpointer data)
{
  Folding *folding = data;
  guint turn = (guint)g_atomic_int_add(&folding->next, 1);
  guint shard = unit->set->workers > 1 ? worker : turn % folding->count;
  stemma_status status;
  Frame frame;
  Work work;

  if (!frame_enter(&frame, unit, worker, "add",
                   unit->stand->docs[document].id)) {
    unit->stand->lost[document] = TRUE;
    return;
  }
  work_init(&work, &frame, document, NULL);
  status = fold_of(unit)->add(unit->self, frame_worker(&frame),
                              folding->shards[shard], work.job, frame.error);
  work_clear(&work);
  if (frame_leave(&frame, status) != STEMMA_OK)
    unit->stand->lost[document] = TRUE;
}

static void
merge(Unit *unit, void *into, void *from)
{
  stemma_status status;
  Frame frame;

  if (frame_enter(&frame, unit, 0, "merge", NULL)) {
    status = fold_of(unit)->merge(unit->self, frame_worker(&frame), into, from,
                                  frame.error);
    frame_leave(&frame, status);
  }
  drop(unit, from);
}

typedef struct {
  Unit *unit;
  GByteArray *bytes;
} Saving;

static stemma_status
save_write(stemma_output *output, const void *bytes, uint32_t length)
{
  Saving *saving = output->impl;

  if (unit_fails_now(saving->unit, TRUE))
    return STEMMA_E_MEMORY;
  if (length > 0)
    g_byte_array_append(saving->bytes, bytes, length);
  return STEMMA_OK;
}

static GBytes *
save(Unit *unit, const void *state)
{
  Saving saving = { unit, g_byte_array_new() };
  stemma_output output = { .size = sizeof output,
                           .impl = &saving,
                           .write = save_write };
  stemma_status status;
  Frame frame;

  if (frame_enter(&frame, unit, 0, "save", NULL)) {
    status = fold_of(unit)->save(
        unit->self, state, frame_give_open(&frame, &output, sizeof output),
        frame.error);
    if (frame_leave(&frame, status) == STEMMA_OK)
      return g_byte_array_free_to_bytes(saving.bytes);
  }
  g_byte_array_unref(saving.bytes);
  return NULL;
}

static stemma_status
load(Unit *unit, const void *bytes, gsize length, void **state)
{
  stemma_status status;
  Frame frame;

  *state = NULL;
  if (!frame_enter(&frame, unit, 0, "load", NULL))
    return STEMMA_E_INTERNAL;
  status =
      fold_of(unit)->load(unit->self, frame_give_bytes(&frame, bytes, length),
                          length, state, frame.error);
  return frame_leave(&frame, status);
}

/* What comes back must say the same bytes again. */
static void *
save_and_load(Unit *unit, void *state)
{
  Stand *stand = unit->stand;
  const char *id = unit->step->stage->id;
  g_autoptr(GBytes) bytes = save(unit, state);
  g_autoptr(GBytes) again = NULL;
  void *loaded = NULL;

  if (!bytes)
    return state;
  drop(unit, state);
  if (load(unit, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes),
           &loaded)
      != STEMMA_OK) {
    stand_note(stand, "fold.save-load",
               "stage \"%s\": load refused the %" G_GSIZE_FORMAT
               " bytes that save wrote",
               id, g_bytes_get_size(bytes));
    start(unit, &loaded);
    return loaded;
  }
  again = save(unit, loaded);
  if (again && !g_bytes_equal(bytes, again))
    stand_note(stand, "fold.save-load",
               "stage \"%s\": a loaded state saves other bytes than it was "
               "loaded from",
               id);
  g_clear_pointer(&stand->saved, g_bytes_unref);
  stand->saved = g_steal_pointer(&bytes);
  return loaded;
}

stemma_status
stand_load_state(Stand *stand, const void *bytes, gsize length)
{
  stemma_status status = STEMMA_E_INTERNAL;

  for (guint i = 0; i < stand->units->len; i++) {
    Unit *unit = &g_array_index(stand->units, Unit, i);
    void *state;
    if (!unit_is_tested(unit) || unit->step->kind != STEP_FOLD
        || !fold_of(unit)->load)
      continue;
    status = load(unit, bytes, length, &state);
    if (status == STEMMA_OK)
      drop(unit, state);
  }
  return status;
}

/* All shards in the first one. */
static void
merge_all(Folding *folding)
{
  Unit *unit = folding->unit;
  void **shards = folding->shards;
  guint count = folding->count;

  if (unit->set->empty_shards) {
    void *before = NULL, *after = NULL;
    if (start(unit, &after))
      merge(unit, shards[0], after);
    if (start(unit, &before)) {
      merge(unit, before, shards[0]);
      shards[0] = before;
    }
  }
  for (guint i = 1; i < count; i++)
    if (unit->set->merge_right)
      merge(unit, shards[count - 1 - i], shards[count - i]);
    else
      merge(unit, shards[0], shards[i]);
}

static void
finish(Folding *folding)
{
  Unit *unit = folding->unit;
  Stand *stand = unit->stand;
  guint count = unit->step->outputs->len;
  g_autofree Table **tables = unit_outputs(unit, stand_documents(stand));
  stemma_status status;
  Frame frame;
  Work work;

  if (!frame_enter(&frame, unit, 0, "finish", NULL))
    return;
  work_init(&work, &frame, stand_documents(stand), tables);
  status = fold_of(unit)->finish(unit->self, frame_worker(&frame),
                                 folding->shards[0], work.job, frame.error);
  work_clear(&work);
  frame_leave(&frame, status);
  if (status == STEMMA_OK)
    return;
  unit_lose(unit);
  for (guint i = 0; i < count; i++)
    table_clear(tables[i]);
}

/* Corpus tables as their layers promise, before another stage reads them. */
void
stand_sort(Unit *unit)
{
  Stand *stand = unit->stand;
  guint slots = stand->plan->slots->len, documents = stand_documents(stand);
  guint index = (guint)(unit->step - plan_step(stand->plan, 0));
  g_autofree Table **tables = g_new0(Table *, slots);
  LinkFault fault;

  for (guint i = 0; i < slots; i++)
    if (plan_slot(stand->plan, i)->corpus)
      tables[i] = stand_table(stand, (int)i, documents);
  for (guint i = 0; i < unit->step->outputs->len; i++) {
    int slot = g_array_index(unit->step->outputs, int, i);
    if (!links_sort(stand->plan, tables, index, slot, &fault)
        && unit_is_tested(unit))
      stand_note(
          stand, "row.ref",
          "stage \"%s\": layer \"%s\", row %u: its rows of \"%s\" do not "
          "stand together once those are sorted",
          unit->step->stage->id, plan_slot(stand->plan, fault.slot)->name,
          fault.row, plan_slot(stand->plan, slot)->schema->name);
  }
}

void
stand_run_fold(Unit *unit)
{
  const StandSettings *set = unit->set;
  guint count = set->workers > 1 ? set->workers : MAX(set->shards, 1);
  Folding folding = { unit, g_new0(void *, count), count, 0 };
  gboolean good = TRUE;

  for (guint i = 0; i < count; i++)
    good &= start(unit, &folding.shards[i]);
  if (good && unit->step->by_document)
    stand_each_document(unit, add, &folding);
  for (guint i = 0; good && set->save_load && fold_of(unit)->save && i < count;
       i++)
    folding.shards[i] = save_and_load(unit, folding.shards[i]);
  if (!good)
    unit_lose(unit);
  if (good && (!set->by_document || !unit_is_last(unit))) {
    if (fold_of(unit)->merge)
      merge_all(&folding);
    else
      while (folding.count > 1)
        drop(unit, folding.shards[--folding.count]);
    finish(&folding);
    stand_sort(unit);
    work_check(unit, stand_documents(unit->stand));
    folding.count = 1;
  }
  for (guint i = 0; i < folding.count; i++)
    drop(unit, folding.shards[i]);
  g_free(folding.shards);
}
