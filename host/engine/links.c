/* SPDX-License-Identifier: Apache-2.0
 *
 * links.c - see links.h.
 */
#include "links.h"
#include "../corpus/field.h"
#include <string.h>

static gboolean
leads_to(const stemma_field *field, const char *target)
{
  return (field->type == STEMMA_ROW || field->type == STEMMA_REF
          || field->type == STEMMA_RANGE)
         && field->target && strcmp(field->target, target) == 0;
}

/* The link's row number, or NULL when the row has none to a corpus layer. */
static guint32 *
link_of(stemma_row *row, const stemma_field *field)
{
  guint32 *at = (guint32 *)(void *)((guint8 *)row + field->offset);

  if (!field_is_set(field, row))
    return NULL;
  switch (field->type) {
  case STEMMA_ROW:
    return *at == STEMMA_NO_ROW ? NULL : at;
  case STEMMA_REF:
    return at[0] == STEMMA_CORPUS || at[0] == STEMMA_HERE ? &at[1] : NULL;
  default:
    return at;
  }
}

void
links_shift(Table *table, guint32 first, const char *target, guint32 shift)
{
  const stemma_list fields = table_schema(table)->layer->fields;

  for (guint i = 0; shift && i < fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, fields, i);
    if (!leads_to(field, target))
      continue;
    for (guint32 k = first; k < table_count(table); k++) {
      guint32 *row = link_of(table_row(table, k), field);
      if (row)
        *row += shift;
    }
  }
}

/* `link` is a range: first and count. */
static gboolean
replace_range(guint32 *link, const guint32 *places, guint32 rows)
{
  guint32 first = link[0], count = link[1], least = G_MAXUINT32, most = 0;

  if (count == 0 || first >= rows || count > rows - first)
    return TRUE;
  for (guint32 i = first; i < first + count; i++) {
    least = MIN(least, places[i]);
    most = MAX(most, places[i]);
  }
  link[0] = least;
  return most - least + 1 == count;
}

static gboolean
replace_field(Table *table, const stemma_field *field, const guint32 *places,
              guint32 count, guint32 *row)
{
  for (guint32 i = 0; i < table_count(table); i++) {
    guint32 *link = link_of(table_row(table, i), field);
    *row = i;
    if (!link)
      continue;
    if (field->type == STEMMA_RANGE && !replace_range(link, places, count))
      return FALSE;
    if (field->type != STEMMA_RANGE && *link < count)
      *link = places[*link];
  }
  return TRUE;
}

/* Each link to row `r` becomes one to `places[r]`.  FALSE: `row` has a range
 * that would no longer be one stretch. */
static gboolean
replace_all(Table *table, const char *target, const guint32 *places,
            guint32 count, guint32 *row)
{
  const stemma_list fields = table_schema(table)->layer->fields;

  for (guint i = 0; i < fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, fields, i);
    if (leads_to(field, target)
        && !replace_field(table, field, places, count, row))
      return FALSE;
  }
  return TRUE;
}

typedef struct {
  Table *table;
  gint64 doc; /* offset of the document's number; -1: none */
} Ordering;

static guint32
doc_of(const Ordering *ordering, guint32 row)
{
  guint32 doc = 0;

  if (ordering->doc >= 0)
    memcpy(&doc, (guint8 *)table_row(ordering->table, row) + ordering->doc,
           sizeof doc);
  return doc;
}

static int
compare(gconstpointer a, gconstpointer b, gpointer data)
{
  const Ordering *ordering = data;
  guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
  guint32 left_doc = doc_of(ordering, left);
  guint32 right_doc = doc_of(ordering, right);
  const stemma_row *one = table_row(ordering->table, left);
  const stemma_row *other = table_row(ordering->table, right);

  if (left_doc != right_doc)
    return left_doc < right_doc ? -1 : 1;
  if (one->begin != other->begin)
    return one->begin < other->begin ? -1 : 1;
  if (one->end != other->end)
    return one->end > other->end ? -1 : 1;
  return left < right ? -1 : left > right;
}

/* The offset of the first field of type STEMMA_DOC. */
static gint64
doc_offset(const stemma_layer *layer)
{
  for (guint i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);
    if (field->type == STEMMA_DOC)
      return field->offset;
  }
  return -1;
}

/* Where the layer promises an order: the order of its rows (stable), or NULL
 * when they have it already. */
static guint32 *
order_of(Table *table)
{
  const stemma_layer *layer = table_schema(table)->layer;
  Ordering ordering = { table, -1 };
  guint32 count = table_count(table), i;
  guint32 *order;

  if (!(layer->flags & (STEMMA_LAYER_BY_DOC | STEMMA_LAYER_SORTED)))
    return NULL;
  if (layer->flags & STEMMA_LAYER_BY_DOC)
    ordering.doc = doc_offset(layer);
  order = g_new(guint32, (gsize)count + 1);
  for (i = 0; i < count; i++)
    order[i] = i;
  for (i = 1; i < count; i++)
    if (compare(&order[i - 1], &order[i], &ordering) > 0)
      break;
  if (i >= count) {
    g_free(order);
    return NULL;
  }
  g_qsort_with_data(order, (gint)count, sizeof *order, compare, &ordering);
  return order;
}

static gboolean
touches(const Step *step, int slot)
{
  const GArray *lists[] = { step->inputs, step->outputs };

  for (gsize k = 0; k < G_N_ELEMENTS(lists); k++)
    for (guint i = 0; i < lists[k]->len; i++)
      if (g_array_index(lists[k], int, i) == slot)
        return TRUE;
  return FALSE;
}

/* Links to a sorted table may stand in the tables of every step that knew it:
 * its writer's own, and those of readers when a later stage adds rows. */
static gboolean
follow(const Plan *plan, Table *const *tables, guint last, int slot,
       const guint32 *places, LinkFault *fault)
{
  const char *target = plan_slot(plan, slot)->schema->name;
  g_autofree gboolean *done = g_new0(gboolean, plan->slots->len);

  for (guint i = 0; i <= last; i++) {
    const Step *step = plan_step(plan, i);
    for (guint k = 0; touches(step, slot) && k < step->outputs->len; k++) {
      int other = g_array_index(step->outputs, int, k);
      if (done[other] || !tables[other])
        continue;
      done[other] = TRUE;
      if (replace_all(tables[other], target, places, table_count(tables[slot]),
                      &fault->row))
        continue;
      fault->slot = other;
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
links_sort(const Plan *plan, Table *const *tables, guint last, int slot,
           LinkFault *fault)
{
  Table *table = tables[slot];
  g_autofree guint32 *order = table ? order_of(table) : NULL;
  g_autofree guint32 *places = NULL;

  if (!order)
    return TRUE;
  places = g_new(guint32, (gsize)table_count(table) + 1);
  for (guint32 i = 0; i < table_count(table); i++)
    places[order[i]] = i;
  table_permute(table, order);
  return follow(plan, tables, last, slot, places, fault);
}
