/* SPDX-License-Identifier: Apache-2.0
 *
 * flight.c - see flight.h.
 */
#include "flight.h"
#include <stdlib.h>
#include <string.h>

static gboolean
is_needed(const Slot *slot, guint pass)
{
  return !slot->corpus && slot->pass <= pass
         && (slot->pass == pass || slot->last_pass >= pass);
}

static void
trim_plot(gpointer data, void *plot, gsize keep)
{
  commons_trim(data, plot, keep);
}

/* Rows that a worker process reads lie where it can. */
static void
share_table(Flight *flight, guint slot)
{
  Commons *commons = flight->engine->commons;
  TableSite site = { NULL, COMMONS_PLOT, trim_plot, commons };

  if (!commons || !flight->engine->shared[slot])
    return;
  site.bytes = flight->plots[slot] = commons_take(commons);
  if (site.bytes)
    table_set_site(flight->tables[slot], &site);
}

static void
make_tables(Flight *flight)
{
  const Plan *plan = flight->engine->plan;

  flight->tables = g_new0(Table *, plan->slots->len);
  flight->lost = g_new0(gboolean, plan->slots->len + 1);
  flight->plots = g_new0(gpointer, plan->slots->len);
  for (guint i = 0; i < plan->slots->len; i++) {
    if (!is_needed(plan_slot(plan, i), flight->pass))
      continue;
    flight->tables[i] = table_new(plan_slot(plan, i)->schema);
    share_table(flight, i);
  }
}

static Table *
table_of(const Flight *flight, int slot)
{
  if (slot < 0)
    return NULL;
  return flight->tables[slot] ? flight->tables[slot]
                              : flight->engine->corpus[slot];
}

static void
make_ports(Flight *flight)
{
  const Plan *plan = flight->engine->plan;

  flight->ports = g_new0(Ports, plan->steps->len);
  for (guint i = 0; i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);
    Ports *ports = &flight->ports[i];
    if (!step->by_document || step->pass != flight->pass)
      continue;
    ports->inputs = g_new0(const stemma_table *, step->inputs->len + 1);
    ports->outputs = g_new0(stemma_writer *, step->outputs->len + 1);
    for (guint k = 0; k < step->inputs->len; k++) {
      Table *table = table_of(flight, g_array_index(step->inputs, int, k));
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
name_tables(Flight *flight)
{
  const Plan *plan = flight->engine->plan;

  flight->named = g_new0(NamedTable, plan->slots->len);
  for (guint i = 0; i < plan->slots->len; i++)
    if (flight->tables[i] && plan_reports(plan, plan_slot(plan, i)))
      flight->named[flight->named_count++] =
          (NamedTable){ plan_slot(plan, i)->name, flight->tables[i] };
  if (flight->named_count > 1)
    qsort(flight->named, flight->named_count, sizeof *flight->named, by_name);
}

static gboolean
is_asked_for(const Engine *engine, const Slot *slot)
{
  const GPtrArray *reports = engine->teller.reports;

  if (slot->hidden || engine->plan->pipeline->layers
      || plan_reports(engine->plan, slot))
    return FALSE;
  for (guint i = 0; i < reports->len; i++) {
    const Report *report = reports->pdata[i];
    if (report->also && g_strv_contains(report->also, slot->schema->name))
      return TRUE;
  }
  return FALSE;
}

static void
name_more(Flight *flight)
{
  const Plan *plan = flight->engine->plan;

  flight->more = g_new0(NamedTable, plan->slots->len);
  for (guint i = 0; i < plan->slots->len; i++)
    if (flight->tables[i] && is_asked_for(flight->engine, plan_slot(plan, i)))
      flight->more[flight->more_count++] =
          (NamedTable){ plan_slot(plan, i)->name, flight->tables[i] };
}

static void
make_bytes(Flight *flight)
{
  const GPtrArray *reports = flight->engine->teller.reports;

  flight->bytes = g_ptr_array_new();
  for (guint i = 0; i < reports->len; i++) {
    const Report *report = reports->pdata[i];
    g_ptr_array_add(flight->bytes, report->render ? g_string_new(NULL) : NULL);
  }
}

Flight *
flight_new(Engine *engine, guint pass)
{
  Flight *flight = g_new0(Flight, 1);

  flight->engine = engine;
  flight->pass = pass;
  flight->logs = g_ptr_array_new_with_free_func((GDestroyNotify)log_line_free);
  flight->record = g_byte_array_new();
  make_tables(flight);
  make_ports(flight);
  name_tables(flight);
  name_more(flight);
  make_bytes(flight);
  return flight;
}

void
flight_drop_rows(Flight *flight)
{
  for (guint i = 0; i < flight->engine->plan->slots->len; i++)
    if (flight->tables[i])
      table_clear(flight->tables[i]);
}

void
flight_clear(Flight *flight)
{
  flight_drop_rows(flight);
  if (flight->any_lost)
    memset(flight->lost, 0,
           flight->engine->plan->slots->len * sizeof *flight->lost);
  flight->any_lost = FALSE;
  g_clear_pointer(&flight->document, document_free);
  g_ptr_array_set_size(flight->logs, 0);
  for (guint i = 0; i < flight->bytes->len; i++)
    if (flight->bytes->pdata[i])
      g_string_truncate(flight->bytes->pdata[i], 0);
  flight->stopped = FALSE;
  flight->failed = FALSE;
}

void
flight_free(Flight *flight)
{
  const Plan *plan = flight->engine->plan;

  flight_clear(flight);
  for (guint i = 0; i < flight->bytes->len; i++)
    if (flight->bytes->pdata[i])
      g_string_free(flight->bytes->pdata[i], TRUE);
  g_ptr_array_unref(flight->bytes);
  g_ptr_array_unref(flight->logs);
  g_byte_array_unref(flight->record);
  for (guint i = 0; i < plan->slots->len; i++) {
    table_unref(flight->tables[i]);
    commons_give(flight->engine->commons, flight->plots[i]);
  }
  for (guint i = 0; i < plan->steps->len; i++) {
    g_free(flight->ports[i].inputs);
    g_free(flight->ports[i].outputs);
  }
  g_free(flight->tables);
  g_free(flight->plots);
  g_free(flight->lost);
  g_free(flight->ports);
  g_free(flight->named);
  g_free(flight->more);
  g_free(flight);
}

void
flight_lose_outputs(Flight *flight, guint index)
{
  const GArray *outputs = plan_step(flight->engine->plan, index)->outputs;

  for (guint i = 0; i < outputs->len; i++)
    flight->lost[g_array_index(outputs, int, i)] = TRUE;
  flight->any_lost = TRUE;
}

gboolean
flight_lacks_input(const Flight *flight, guint index)
{
  const Step *step = plan_step(flight->engine->plan, index);

  for (guint i = 0; flight->any_lost && i < step->inputs->len; i++) {
    int slot = g_array_index(step->inputs, int, i);
    guint32 flags = STEMMA_AT(stemma_port, step->stage->reads, i)->flags;
    if (slot >= 0 && flight->lost[slot] && !(flags & STEMMA_PORT_OPTIONAL))
      return TRUE;
  }
  return FALSE;
}

stemma_job
flight_job(const Flight *flight, guint index)
{
  const Step *step = plan_step(flight->engine->plan, index);
  const Instance *instance = flight->engine->instances[index];

  return (stemma_job){ .size = sizeof(stemma_job),
                       .input_count = step->inputs->len,
                       .output_count =
                           step->kind == STEP_MAP ? step->outputs->len : 0,
                       .host = instance_host(instance),
                       .doc = &flight->document->doc,
                       .inputs = flight->ports[index].inputs,
                       .outputs = flight->ports[index].outputs,
                       .seed = instance_seed_of(instance, flight->id_hash) };
}

void
flight_open_writers(Flight *flight, guint index)
{
  const Step *step = plan_step(flight->engine->plan, index);

  for (guint i = 0; i < step->outputs->len; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, step->stage->writes, i);
    Table *table = table_of(flight, g_array_index(step->outputs, int, i));
    flight->ports[index].outputs[i] =
        table_writer(table, port->layer->row_size, 0);
  }
}

/* How many rows a layer has that a step writes or reads. */
typedef struct {
  const Flight *flight;
  const Step *step;
} Lookup;

static guint32
rows_in(const Lookup *lookup, const GArray *slots, const stemma_list *ports,
        const char *layer)
{
  for (guint i = 0; i < slots->len; i++) {
    Table *table = table_of(lookup->flight, g_array_index(slots, int, i));
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

/* A stage that adds rows to an earlier one's table cannot put them between:
 * the host sorts them in. */
static gboolean
sort_extension(Flight *flight, guint index, int slot, Failure *failure)
{
  const Plan *plan = flight->engine->plan;

  return plan_slot(plan, slot)->stage == plan_step(plan, index)->number
         || table_sort(flight->engine, flight->tables, index, slot, failure);
}

gboolean
flight_check(Flight *flight, guint index, Failure *failure)
{
  const Plan *plan = flight->engine->plan;
  const Step *step = plan_step(plan, index);
  Lookup lookup = { flight, step };
  TableContext context = { flight->document->doc.text,
                           flight->document->doc.length, G_MAXUINT32, rows_of,
                           &lookup };

  for (guint i = 0; i < step->outputs->len; i++) {
    int slot = g_array_index(step->outputs, int, i);
    if (!sort_extension(flight, index, slot, failure)
        || !instance_check(flight->engine->instances[index],
                           flight->tables[slot], plan_slot(plan, slot)->name,
                           &context, failure))
      return FALSE;
  }
  return TRUE;
}

DocumentResult
flight_result(const Flight *flight)
{
  gboolean failed = flight->document->error != NULL;

  return (DocumentResult){ flight->document, flight->named,
                           failed ? 0 : flight->named_count, flight->more,
                           failed ? 0 : flight->more_count };
}
