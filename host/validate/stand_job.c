/* SPDX-License-Identifier: Apache-2.0
 *
 * stand_job.c - the job of a call: documents and tables as the settings want
 * them, and writers that look at what they are given.
 */
#include "../module/layer.h"
#include "stand_private.h"
#include <string.h>

enum { POISON = 0xA5 };

static stemma_status
outlet_append(stemma_writer *writer, stemma_list rows)
{
  Outlet *outlet = writer->impl;
  Unit *unit = outlet->unit;
  Stand *stand = outlet->stand;
  guint32 most = unit->set->most_rows;
  stemma_writer *real;
  stemma_status status;

  if (outlet->trap) {
    stand_note(stand, "port.undeclared",
               "stage \"%s\" wrote to an output that it did not declare",
               unit->step->stage->id);
    return STEMMA_E_INTERNAL;
  }
  if (rows.count > 0
      && (rows.stride < outlet->row_size || rows.stride % outlet->align != 0)) {
    stand_note(stand, "row.stride",
               "stage \"%s\" appended rows with a stride of %u, and \"%s\" has "
               "rows of %u",
               unit->step->stage->id, rows.stride,
               table_schema(outlet->table)->name, outlet->row_size);
    return STEMMA_E_INTERNAL;
  }
  if (unit_fails_now(unit, TRUE))
    return STEMMA_E_MEMORY;
  if (most && table_count(outlet->table) + rows.count > most) {
    unit_has_failed(unit);
    return STEMMA_E_LIMIT;
  }
  real = table_writer(outlet->table, outlet->row_size, 0);
  status = real->append(real, rows);
  writer->next_row += rows.count;
  return status;
}

static stemma_str
outlet_intern(stemma_writer *writer, const char *bytes, uint32_t length)
{
  Outlet *outlet = writer->impl;
  stemma_writer *real;

  if (outlet->trap || unit_fails_now(outlet->unit, FALSE))
    return (stemma_str){ 0, 0 };
  real = table_writer(outlet->table, outlet->row_size, 0);
  return real->intern(real, bytes, length);
}

stemma_writer *
outlet_writer(Frame *frame, Outlet *outlet)
{
  stemma_writer writer = { .size = sizeof writer,
                           .impl = outlet,
                           .append = outlet_append,
                           .intern = outlet_intern };

  return frame_give_open(frame, &writer, sizeof writer);
}

/* The strictest member decides how rows must be spaced. */
static guint32
align_of(const stemma_layer *layer)
{
  guint32 align = 4;

  for (guint i = 0; i < layer->fields.count; i++)
    align =
        MAX(align,
            field_type_align(STEMMA_AT(stemma_field, layer->fields, i)->type));
  return align;
}

static const void *
spread_rows(Frame *frame, stemma_list rows, guint padding)
{
  guint32 stride = rows.stride + padding;
  g_autofree guint8 *spread = g_malloc((gsize)rows.count * stride + 1);

  memset(spread, POISON, (gsize)rows.count * stride + 1);
  for (guint32 i = 0; i < rows.count; i++)
    memcpy(spread + (gsize)i * stride, STEMMA_AT(stemma_row, rows, i),
           rows.stride);
  return frame_give_bytes(frame, spread, (gsize)rows.count * stride);
}

const stemma_table *
frame_give_table(Frame *frame, const stemma_table *table, guint padding)
{
  const StandSettings *set = frame->unit->set;
  stemma_table copy;

  if (!set->guard && !set->old_host && !set->big_host && !padding)
    return table;
  copy = *table;
  copy.rows.items = spread_rows(frame, table->rows, padding);
  copy.rows.stride += padding;
  copy.pool = frame_give_bytes(frame, table->pool, table->pool_length);
  return frame_give(frame, &copy, sizeof copy);
}

static const stemma_table *const *
make_inputs(Frame *frame, guint document)
{
  Unit *unit = frame->unit;
  Stand *stand = unit->stand;
  const Step *step = unit->step;
  gsize size = (step->inputs->len + 1) * sizeof(void *);
  g_autofree const stemma_table **inputs =
      g_new0(const stemma_table *, step->inputs->len + 1);

  for (guint i = 0; i < step->inputs->len; i++) {
    int slot = g_array_index(step->inputs, int, i);
    gboolean corpus = slot >= 0 && plan_slot(stand->plan, slot)->corpus;
    if (slot < 0 || unit->set->absent == i + 1
        || (!corpus && document == stand_documents(stand)))
      continue;
    inputs[i] = frame_give_table(
        frame,
        table_view(stand_table(stand, slot,
                               corpus ? stand_documents(stand) : document)),
        unit->set->padding);
  }
  return frame_give_bytes(frame, inputs, size);
}

static const stemma_doc *
make_doc(Frame *frame, guint document)
{
  Stand *stand = frame->unit->stand;
  stemma_doc doc;

  if (document == stand_documents(stand))
    return NULL;
  doc = stand->docs[document];
  if (frame->unit->set->guard)
    doc.text = frame_give_bytes(frame, doc.text, (gsize)doc.length + 1);
  return frame_give(frame, &doc, sizeof doc);
}

/* One more than the stage may know of, which tells when it is used. */
static stemma_writer *const *
make_outputs(Work *work, Frame *frame, Table *const *tables)
{
  Unit *unit = frame->unit;
  const stemma_list ports = unit->step->stage->writes;
  g_autofree stemma_writer **outputs = g_new0(stemma_writer *, work->count + 1);

  work->outlets = g_new0(Outlet, work->count + 1);
  for (guint i = 0; i <= work->count; i++) {
    Outlet *outlet = &work->outlets[i];
    *outlet = (Outlet){ .stand = unit->stand, .unit = unit, .trap = TRUE };
    if (i < work->count) {
      const stemma_layer *layer = STEMMA_AT(stemma_port, ports, i)->layer;
      outlet->table = tables[i];
      outlet->row_size = layer->row_size;
      outlet->align = align_of(layer);
      outlet->trap = FALSE;
    }
    outlet->seen = outputs[i] = outlet_writer(frame, outlet);
    if (!outlet->trap)
      outputs[i]->next_row = table_count(tables[i]);
  }
  return frame_give_bytes(frame, outputs,
                          (work->count + 1) * sizeof(stemma_writer *));
}

void
work_init(Work *work, Frame *frame, guint document, Table *const *tables)
{
  Unit *unit = frame->unit;
  stemma_job job = { .size = sizeof job };

  work->count = tables ? unit->step->outputs->len : 0;
  job.input_count = unit->step->inputs->len;
  job.output_count = work->count;
  job.host = unit->host;
  job.doc = make_doc(frame, document);
  job.inputs = make_inputs(frame, document);
  job.outputs = make_outputs(work, frame, tables);
  job.seed = unit->stand->subject->seed * 31 + document;
  work->job = frame_give(frame, &job, sizeof job);
}

void
work_clear(Work *work)
{
  g_clear_pointer(&work->outlets, g_free);
}

typedef struct {
  Unit *unit;
  guint document;
} Lookup;

static guint32
rows_of(gpointer data, const char *layer)
{
  const Lookup *lookup = data;
  Stand *stand = lookup->unit->stand;
  const GArray *lists[] = { lookup->unit->step->outputs,
                            lookup->unit->step->inputs };

  for (gsize k = 0; k < G_N_ELEMENTS(lists); k++)
    for (guint i = 0; i < lists[k]->len; i++) {
      int slot = g_array_index(lists[k], int, i);
      const Slot *at = slot < 0 ? NULL : plan_slot(stand->plan, slot);
      if (at && strcmp(at->schema->name, layer) == 0)
        return at->corpus || lookup->document < stand_documents(stand)
                   ? table_count(stand_table(stand, slot,
                                             at->corpus ? stand_documents(stand)
                                                        : lookup->document))
                   : G_MAXUINT32;
    }
  return G_MAXUINT32;
}

void
work_check(Unit *unit, guint document)
{
  Stand *stand = unit->stand;
  gboolean corpus = document == stand_documents(stand);
  Lookup lookup = { unit, document };
  TableContext context = { corpus ? NULL : stand->docs[document].text,
                           corpus ? 0 : stand->docs[document].length,
                           stand_documents(stand), rows_of, &lookup };
  TableFault fault;

  for (guint i = 0; unit_is_tested(unit) && i < unit->step->outputs->len; i++) {
    int slot = g_array_index(unit->step->outputs, int, i);
    Table *table = stand_table(stand, slot, document);
    if (!table_check(table_view(table), &context, &fault))
      stand_note(stand, fault.rule,
                 "stage \"%s\" wrote a bad row about \"%s\": layer \"%s\", row "
                 "%u, %s: %s",
                 unit->step->stage->id,
                 corpus ? "the corpus" : stand->docs[document].id,
                 table_schema(table)->name, fault.row,
                 fault.field ? fault.field : "its place", fault.message);
  }
}
