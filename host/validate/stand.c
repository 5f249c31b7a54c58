/* SPDX-License-Identifier: Apache-2.0
 *
 * stand.c - opens the stages of a plan, runs them over documents, and keeps
 * what was found.
 */
#include "../module/module.h"
#include "child.h"
#include "rows.h"
#include "stand_private.h"

static const StandSettings plain;

void
stand_note(Stand *stand, const char *id, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start(arguments, format);
  text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  pthread_mutex_lock(&stand->lock);
  if (!g_hash_table_contains(stand->faults, id))
    g_hash_table_insert(stand->faults, (gpointer)id, g_steal_pointer(&text));
  pthread_mutex_unlock(&stand->lock);
}

const char *
stand_fault(const Stand *stand, const char *id)
{
  GHashTableIter each;
  gpointer key, value;

  if (id)
    return g_hash_table_lookup(stand->faults, id);
  g_hash_table_iter_init(&each, stand->faults);
  while (g_hash_table_iter_next(&each, &key, &value))
    if (g_str_has_prefix(key, "row."))
      return value;
  return NULL;
}

Table **
unit_outputs(const Unit *unit, guint document)
{
  const GArray *slots = unit->step->outputs;
  Table **tables = g_new0(Table *, slots->len + 1);

  for (guint i = 0; i < slots->len; i++)
    tables[i] =
        stand_table(unit->stand, g_array_index(slots, int, i), document);
  return tables;
}

guint
stand_documents(const Stand *stand)
{
  return stand->texts ? stand->texts->len : 0;
}

gboolean
unit_is_tested(const Unit *unit)
{
  return unit->step->number == unit->stand->number;
}

gboolean
unit_is_last(const Unit *unit)
{
  const GArray *units = unit->stand->units;

  return unit == &g_array_index(units, Unit, units->len - 1);
}

void
unit_lose(Unit *unit)
{
  for (guint i = 0; i < unit->step->outputs->len; i++)
    unit->stand->missing[g_array_index(unit->step->outputs, int, i)] = TRUE;
}

/* A stage that lacks what another should have written does not run. */
static gboolean
unit_lacks(const Unit *unit)
{
  for (guint i = 0; i < unit->step->inputs->len; i++) {
    int slot = g_array_index(unit->step->inputs, int, i);
    if (slot >= 0 && unit->stand->missing[slot])
      return TRUE;
  }
  return FALSE;
}

Table *
stand_table(Stand *stand, int slot, guint document)
{
  Table **at =
      &stand->tables[(gsize)slot * (stand_documents(stand) + 1) + document];

  if (!*at)
    *at = table_new(plan_slot(stand->plan, slot)->schema);
  return *at;
}

static gboolean
open_unit(Unit *unit, stemma_status *refusal, Verdict *verdict)
{
  const Step *step = unit->step;
  const void *options = option_set_struct(step->options);
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  stemma_status status;
  Frame frame;

  unit->code = module_stage_code(step->module, step->stage, &error);
  if (!unit->code)
    return verdict_skip(verdict, "%s", error->message);
  unit->host = host_make(unit);
  frame_enter(&frame, unit, 0, "open", NULL);
  status = unit->code->life->open(module_stage_origin(unit->code), unit->host,
                                  options, &unit->self, frame.error);
  message = g_strndup(frame.error->message, sizeof frame.error->message);
  frame_leave(&frame, status);
  unit->is_open = status == STEMMA_OK;
  if (unit->is_open)
    return TRUE;
  if (refusal && unit_is_tested(unit))
    *refusal = status;
  else if (unit_is_tested(unit))
    verdict_fail(verdict, "stage \"%s\" did not start: %s", step->stage->id,
                 message);
  else
    verdict_skip(verdict, "stage \"%s\" of %s did not start: %s",
                 step->stage->id, step->module->id, message);
  return FALSE;
}

static void
make_units(Stand *stand)
{
  stand->units = g_array_new(FALSE, TRUE, sizeof(Unit));
  g_array_set_size(stand->units, stand->plan->steps->len);
  for (guint i = 0; i < stand->units->len; i++) {
    Unit *unit = &g_array_index(stand->units, Unit, i);
    unit->stand = stand;
    unit->step = plan_step(stand->plan, i);
    unit->set = unit_is_tested(unit) ? &stand->set : &plain;
    unit->workers = g_new0(void *, stand->worker_count);
    unit->has_worker = g_new0(gboolean, stand->worker_count);
    unit->files = g_ptr_array_new_with_free_func(g_free);
  }
}

static Stand *
stand_new(Subject *subject, const stemma_stage *stage,
          const StandSettings *settings)
{
  Stand *stand = g_new0(Stand, 1);

  stand->subject = subject;
  stand->stage = stage;
  stand->set = settings ? *settings : plain;
  stand->worker_count = MAX(stand->set.workers, 1);
  stand->arenas = g_new0(Arena, stand->worker_count);
  for (guint i = 0; i < stand->worker_count; i++)
    arena_init(&stand->arenas[i]);
  pthread_mutex_init(&stand->lock, NULL);
  stand->faults = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  return stand;
}

Stand *
stand_open(Subject *subject, const stemma_stage *stage,
           const StandSettings *settings, stemma_status *refusal,
           Verdict *verdict)
{
  g_autoptr(Stand) stand = stand_new(subject, stage, settings);

  if (refusal)
    *refusal = STEMMA_OK;
  if (!stand_make_plan(stand, verdict))
    return NULL;
  make_units(stand);
  for (guint i = 0; i < stand->units->len; i++)
    if (!open_unit(&g_array_index(stand->units, Unit, i), refusal, verdict))
      return refusal && *refusal ? g_steal_pointer(&stand) : NULL;
  return g_steal_pointer(&stand);
}

static void
close_unit(Unit *unit)
{
  const stemma_life *life = unit->code ? unit->code->life : NULL;
  const char *id = unit->step->stage->id;

  for (guint i = 0; i < unit->stand->worker_count; i++)
    if (unit->has_worker[i] && life->worker_close) {
      child_doing("stage \"%s\": worker_close", id);
      life->worker_close(unit->workers[i]);
    }
  if (unit->is_open) {
    child_doing("stage \"%s\": close", id);
    life->close(unit->self);
  }
  child_has_done(TRUE);
  g_ptr_array_unref(unit->files);
  g_clear_pointer(&unit->guard, guard_free);
  g_free(unit->workers);
  g_free(unit->has_worker);
}

/* What the last run left. */
static void
forget_run(Stand *stand)
{
  gsize count = stand->tables ? (gsize)stand->plan->slots->len
                                    * (stand_documents(stand) + 1)
                              : 0;

  for (gsize i = 0; i < count; i++)
    table_unref(stand->tables[i]);
  g_clear_pointer(&stand->tables, g_free);
  g_clear_pointer(&stand->docs, g_free);
  g_clear_pointer(&stand->lost, g_free);
  g_clear_pointer(&stand->missing, g_free);
  g_clear_pointer(&stand->saved, g_bytes_unref);
  stand->texts = NULL;
}

void
stand_free(Stand *stand)
{
  forget_run(stand);
  for (guint i = 0; stand->units && i < stand->units->len; i++)
    close_unit(&g_array_index(stand->units, Unit, i));
  if (stand->units)
    g_array_unref(stand->units);
  if (stand->plan)
    plan_free(stand->plan);
  if (stand->pipeline)
    pipeline_free(stand->pipeline);
  for (guint i = 0; i < stand->worker_count; i++)
    arena_free(&stand->arenas[i]);
  g_free(stand->arenas);
  pthread_mutex_destroy(&stand->lock);
  g_hash_table_unref(stand->faults);
  g_free(stand->message);
  g_free(stand);
}

/* What an input may tell of a text. */
static const char *const metadata[] = { "title",  "The mill of Orsund",
                                        "source", "validate",
                                        "work",   "mill",
                                        "date",   "2024-03-04" };

static void
begin_run(Stand *stand, const GPtrArray *texts)
{
  forget_run(stand);
  stand->texts = texts;
  stand->docs = g_new0(stemma_doc, texts->len + 1);
  stand->lost = g_new0(gboolean, texts->len + 1);
  stand->missing = g_new0(gboolean, stand->plan->slots->len + 1);
  stand->tables =
      g_new0(Table *, (gsize)stand->plan->slots->len * (texts->len + 1));
  stand->status = STEMMA_OK;
  g_clear_pointer(&stand->message, g_free);
  stand->calls = stand->questions = 0;
  stand->failed_call = FALSE;
  stand->document_seconds = stand->corpus_seconds = 0;
  for (guint i = 0; i < texts->len; i++) {
    const Text *text = texts->pdata[i];
    stand->docs[i] = (stemma_doc){ .size = sizeof(stemma_doc),
                                   .index = i,
                                   .id = text->name,
                                   .text = text->bytes,
                                   .length = (guint32)text->length,
                                   .language = "en",
                                   .meta = STEMMA_LIST(metadata) };
  }
}

void
stand_run(Stand *stand, const GPtrArray *texts)
{
  static void (*const kinds[])(Unit *) = { [STEP_MAP] = stand_run_map,
                                           [STEP_GROUP] = stand_run_group,
                                           [STEP_FOLD] = stand_run_fold };

  begin_run(stand, texts);
  for (guint i = 0; i < stand->units->len; i++) {
    Unit *unit = &g_array_index(stand->units, Unit, i);
    if (unit_lacks(unit))
      unit_lose(unit);
    else
      kinds[unit->step->kind](unit);
  }
}

/* Public layers of the stage under test and, where it is a chain, its inner
 * ones: what differs inside differs for a reason. */
static void
append_document(Stand *stand, GString *to, guint document, guint32 shift)
{
  for (guint i = 0; i < stand->plan->slots->len; i++) {
    const Slot *slot = plan_slot(stand->plan, i);
    if (slot->stage != stand->number
        || slot->corpus != (document == stand_documents(stand)))
      continue;
    rows_append(to, slot->name, stand_table(stand, (int)i, document), shift);
  }
}

char *
stand_document_rows(Stand *stand, guint document, guint32 shift)
{
  GString *text = g_string_new(NULL);

  append_document(stand, text, document, shift);
  return g_string_free(text, FALSE);
}

char *
stand_rows(Stand *stand)
{
  GString *text = g_string_new(NULL);

  for (guint i = 0; i <= stand_documents(stand); i++)
    append_document(stand, text, i, 0);
  return g_string_free(text, FALSE);
}

stemma_status
stand_status(const Stand *stand, const char **message)
{
  if (message)
    *message = stand->message ? stand->message : "";
  return stand->status;
}

guint
stand_calls(const Stand *stand)
{
  return stand->calls;
}

gboolean
stand_has_failed_call(const Stand *stand)
{
  return stand->failed_call;
}

double
stand_document_seconds(const Stand *stand)
{
  return stand->document_seconds;
}

double
stand_corpus_seconds(const Stand *stand)
{
  return stand->corpus_seconds;
}

GBytes *
stand_saved(const Stand *stand)
{
  return stand->saved;
}

gboolean
stand_reads_documents(const Stand *stand)
{
  for (guint i = 0; i < stand->units->len; i++) {
    const Unit *unit = &g_array_index(stand->units, Unit, i);
    if (unit_is_tested(unit) && unit->step->by_document)
      return TRUE;
  }
  return FALSE;
}
