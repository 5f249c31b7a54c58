/* SPDX-License-Identifier: Apache-2.0
 *
 * stand_map.c - a map stage over all documents, and the order and the threads
 * in which documents are visited.
 */
#include "../engine/links.h"
#include "stand_private.h"

typedef struct {
  Unit *unit;
  void (*visit)(Unit *unit, guint worker, guint document, gpointer data);
  gpointer data;
  const guint *order;
  gint next; /* in the order; atomic */
} Tour;

typedef struct {
  Tour *tour;
  guint worker;
} Walker;

static gpointer
walk(gpointer data)
{
  Walker *walker = data;
  Tour *tour = walker->tour;
  Stand *stand = tour->unit->stand;
  guint count = stand_documents(stand), at;

  while ((at = (guint)g_atomic_int_add(&tour->next, 1)) < count)
    if (!stand->lost[tour->order[at]])
      tour->visit(tour->unit, walker->worker, tour->order[at], tour->data);
  return NULL;
}

static guint *
order_of(const Unit *unit)
{
  guint count = stand_documents(unit->stand);
  guint64 seed = unit->set->shuffle;
  guint *order = g_new(guint, (gsize)count + 1);

  for (guint i = 0; i < count; i++)
    order[i] = i;
  for (guint i = count; seed && i > 1; i--) {
    guint other = (guint)(next_random(&seed) % i);
    guint kept = order[i - 1];
    order[i - 1] = order[other];
    order[other] = kept;
  }
  return order;
}

void
stand_each_document(Unit *unit,
                    void (*visit)(Unit *unit, guint worker, guint document,
                                  gpointer data),
                    gpointer data)
{
  guint workers = MAX(unit->set->workers, 1);
  g_autofree guint *order = order_of(unit);
  g_autofree Walker *walkers = g_new0(Walker, workers);
  g_autofree GThread **threads = g_new0(GThread *, workers);
  Tour tour = { unit, visit, data, order, 0 };

  for (guint i = 0; i < workers; i++)
    walkers[i] = (Walker){ &tour, i };
  for (guint i = 1; i < workers; i++)
    threads[i] = g_thread_new("validate", walk, &walkers[i]);
  walk(&walkers[0]);
  for (guint i = 1; i < workers; i++)
    g_thread_join(threads[i]);
}

/* Rows that a stage adds to an earlier one's table are sorted in. */
static void
sort_extensions(Unit *unit, Table **tables)
{
  Stand *stand = unit->stand;
  guint index = (guint)(unit->step - plan_step(stand->plan, 0));
  LinkFault fault;

  for (guint i = 0; i < unit->step->outputs->len; i++) {
    int slot = g_array_index(unit->step->outputs, int, i);
    if (plan_slot(stand->plan, slot)->stage != unit->step->number)
      links_sort(stand->plan, tables, index, slot, &fault);
  }
}

static void
sort_document(Unit *unit, guint document)
{
  Stand *stand = unit->stand;
  guint slots = stand->plan->slots->len;
  g_autofree Table **tables = g_new0(Table *, slots);

  for (guint i = 0; i < slots; i++)
    if (!plan_slot(stand->plan, i)->corpus)
      tables[i] = stand_table(stand, (int)i, document);
  sort_extensions(unit, tables);
}

static void
process(Unit *unit, guint worker, guint document, gpointer data)
{
  Stand *stand = unit->stand;
  guint count = unit->step->outputs->len;
  g_autofree Table **tables = unit_outputs(unit, document);
  stemma_status status;
  Frame frame;
  Work work;

  (void)data;
  if (!frame_enter(&frame, unit, worker, "process", stand->docs[document].id)) {
    stand->lost[document] = TRUE;
    return;
  }
  work_init(&work, &frame, document, tables);
  status = unit->code->map->process(unit->self, frame_worker(&frame), work.job,
                                    frame.error);
  work_clear(&work);
  frame_leave(&frame, status);
  sort_document(unit, document);
  if (status == STEMMA_OK)
    work_check(unit, document);
  else
    stand->lost[document] = TRUE;
  for (guint i = 0; status != STEMMA_OK && i < count; i++)
    table_clear(tables[i]);
}

void
stand_run_map(Unit *unit)
{
  stand_each_document(unit, process, NULL);
}
