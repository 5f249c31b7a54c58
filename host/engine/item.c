/* SPDX-License-Identifier: Apache-2.0
 *
 * item.c - see item.h.
 */
#include "item.h"
#include <stdlib.h>
#include <string.h>

static gboolean
is_needed(const Slot *slot, guint pass)
{
  return !slot->corpus && slot->pass <= pass
         && (slot->pass == pass || slot->last_pass >= pass);
}

static void
make_tables(Flight *item)
{
  const Plan *plan = item->engine->plan;

  item->tables = g_new0(Table *, plan->slots->len);
  for (guint i = 0; i < plan->slots->len; i++)
    if (is_needed(plan_slot(plan, i), item->pass))
      item->tables[i] = table_new(plan_slot(plan, i)->schema);
}

static Table *
table_of(const Flight *item, int slot)
{
  if (slot < 0)
    return NULL;
  return item->tables[slot] ? item->tables[slot] : item->engine->corpus[slot];
}

static void
make_ports(Flight *item)
{
  const Plan *plan = item->engine->plan;

  item->ports = g_new0(Ports, plan->steps->len);
  for (guint i = 0; i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);
    Ports *ports = &item->ports[i];
    if (!step->by_document || step->pass != item->pass)
      continue;
    ports->inputs = g_new0(const stemma_table *, step->inputs->len + 1);
    ports->outputs = g_new0(stemma_writer *, step->outputs->len + 1);
    for (guint k = 0; k < step->inputs->len; k++) {
      Table *table = table_of(item, g_array_index(step->inputs, int, k));
      ports->inputs[k] = table ? table_view(table) : NULL;
    }
  }
}

static int
by_name(const void *a, const void *b)
{
  return strcmp(((const NamedTable *)a)->name, ((const NamedTable *)b)->name);
}

static void
name_tables(Flight *item)
{
  const Plan *plan = item->engine->plan;

  item->named = g_new0(NamedTable, plan->slots->len);
  for (guint i = 0; i < plan->slots->len; i++)
    if (item->tables[i] && plan_reports(plan, plan_slot(plan, i)))
      item->named[item->named_count++] =
          (NamedTable){ plan_slot(plan, i)->name, item->tables[i] };
  qsort(item->named, item->named_count, sizeof *item->named, by_name);
}

static void
make_bytes(Flight *item)
{
  const GPtrArray *reports = item->engine->teller.reports;

  item->bytes = g_ptr_array_new();
  for (guint i = 0; i < reports->len; i++) {
    const Report *report = reports->pdata[i];
    g_ptr_array_add(item->bytes, report->render ? g_string_new(NULL) : NULL);
  }
}

Flight *
item_new(Engine *engine, guint pass)
{
  Flight *item = g_new0(Flight, 1);

  item->engine = engine;
  item->pass = pass;
  item->logs = g_ptr_array_new_with_free_func((GDestroyNotify)log_line_free);
  item->pairs = g_array_new(FALSE, FALSE, sizeof(const char *));
  make_tables(item);
  make_ports(item);
  name_tables(item);
  make_bytes(item);
  return item;
}

void
item_drop_rows(Flight *item)
{
  for (guint i = 0; i < item->engine->plan->slots->len; i++)
    if (item->tables[i])
      table_clear(item->tables[i]);
}

void
item_clear(Flight *item)
{
  item_drop_rows(item);
  if (item->document != &item->again)
    document_free(item->document);
  item->document = NULL;
  g_ptr_array_set_size(item->logs, 0);
  for (guint i = 0; i < item->bytes->len; i++)
    if (item->bytes->pdata[i])
      g_string_truncate(item->bytes->pdata[i], 0);
  item->stopped = FALSE;
  item->has_failure = FALSE;
}

void
item_free(Flight *item)
{
  const Plan *plan = item->engine->plan;

  item_clear(item);
  for (guint i = 0; i < item->bytes->len; i++)
    if (item->bytes->pdata[i])
      g_string_free(item->bytes->pdata[i], TRUE);
  g_ptr_array_unref(item->bytes);
  g_ptr_array_unref(item->logs);
  g_array_unref(item->pairs);
  for (guint i = 0; i < plan->slots->len; i++)
    table_unref(item->tables[i]);
  for (guint i = 0; i < plan->steps->len; i++) {
    g_free(item->ports[i].inputs);
    g_free(item->ports[i].outputs);
  }
  g_free(item->tables);
  g_free(item->ports);
  g_free(item->named);
  g_free(item);
}

stemma_job
item_job(const Flight *item, guint index)
{
  const Step *step = plan_step(item->engine->plan, index);
  const Instance *instance = item->engine->instances[index];

  return (stemma_job){ .size = sizeof(stemma_job),
                       .input_count = step->inputs->len,
                       .output_count =
                           step->kind == STEP_MAP ? step->outputs->len : 0,
                       .host = instance_host(instance),
                       .doc = &item->document->doc,
                       .inputs = item->ports[index].inputs,
                       .outputs = item->ports[index].outputs,
                       .seed =
                           instance_seed(instance, item->document->doc.id) };
}

void
item_open_writers(Flight *item, guint index)
{
  const Step *step = plan_step(item->engine->plan, index);

  for (guint i = 0; i < step->outputs->len; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, step->stage->writes, i);
    Table *table = table_of(item, g_array_index(step->outputs, int, i));
    item->ports[index].outputs[i] =
        table_writer(table, port->layer->row_size, 0);
  }
}

/* How many rows a layer has that a step writes or reads. */
typedef struct {
  const Flight *item;
  const Step *step;
} Lookup;

static guint32
rows_in(const Lookup *lookup, const GArray *slots, const stemma_list *ports,
        const char *layer)
{
  for (guint i = 0; i < slots->len; i++) {
    Table *table = table_of(lookup->item, g_array_index(slots, int, i));
    if (table
        && strcmp(STEMMA_AT(stemma_port, *ports, i)->layer->name, layer) == 0)
      return table_count(table);
  }
  return G_MAXUINT32;
}

static guint32
rows_of(gpointer data, const char *layer)
{
  const Lookup *lookup = data;
  const Step *step = lookup->step;
  guint32 rows = rows_in(lookup, step->outputs, &step->stage->writes, layer);

  return rows != G_MAXUINT32
             ? rows
             : rows_in(lookup, step->inputs, &step->stage->reads, layer);
}

gboolean
item_check(Flight *item, guint index, Failure *failure)
{
  const Plan *plan = item->engine->plan;
  const Step *step = plan_step(plan, index);
  Lookup lookup = { item, step };
  TableContext context = { item->document->doc.text, item->document->doc.length,
                           G_MAXUINT32, rows_of, &lookup };

  for (guint i = 0; i < step->outputs->len; i++) {
    int slot = g_array_index(step->outputs, int, i);
    if (!instance_check(item->engine->instances[index], item->tables[slot],
                        plan_slot(plan, slot)->name, &context, failure))
      return FALSE;
  }
  return TRUE;
}

DocumentResult
item_result(const Flight *item)
{
  gboolean failed = item->document->error != NULL;

  return (DocumentResult){ item->document, item->named,
                           failed ? 0 : item->named_count };
}
