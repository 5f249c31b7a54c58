/* SPDX-License-Identifier: Apache-2.0
 *
 * reducer.c - see reducer.h.
 */
#include "reducer.h"
#include "../corpus/field.h"
#include "../module/layer.h"
#include <string.h>

static guint32
bit_of(const stemma_field *field)
{
  return field->flags & STEMMA_FIELD_NULLABLE ? 1u << (field->bit & 31) : 0;
}

/* The field must be set, or unset.  No row passes where it never is so, or was
 * to be the other before. */
static void
filter_set(RowFilter *filter, const stemma_field *field, gboolean set)
{
  const guint32 bit = bit_of(field), wanted = set ? bit : 0;

  if ((!bit && !set) || ((filter->set ^ wanted) & filter->bits & bit))
    *filter = (RowFilter){ .mask = 0, .value = 1 };
  filter->bits |= bit;
  filter->set |= wanted;
}

/* The rows that the metric counts, and of them those with a number. */
static RowFilter
filter_for(const stemma_metric *metric, const stemma_field *where,
           const stemma_field *number)
{
  const gboolean by_value =
      where && (where->type == STEMMA_ENUM || where->type == STEMMA_BOOL);
  RowFilter filter = { 0 };

  if (by_value) {
    filter.offset = where->offset;
    filter.mask = G_MAXUINT32;
    filter.value = metric->equals;
  }
  if (where)
    filter_set(&filter, where, by_value || metric->equals != 0);
  if (number)
    filter_set(&filter, number, TRUE);
  return filter;
}

Reducer
reducer_start(const stemma_metric *metric, const stemma_layer *layer)
{
  Reducer reducer = { .layer = layer };
  const stemma_field *where;

  if (!layer)
    return reducer;
  reducer.field = layer_field(layer, metric->field);
  where = layer_field(layer, metric->where);
  reducer.takes_all = !where && !reducer.field;
  reducer.filter = filter_for(metric, where, reducer.field);
  return reducer;
}

gboolean
reducer_is_like(const Reducer *a, const Reducer *b)
{
  return a->layer == b->layer && a->field == b->field
         && memcmp(&a->filter, &b->filter, sizeof a->filter) == 0;
}

static gboolean
names_document(const stemma_layer *layer, const stemma_row *row,
               guint32 document)
{
  const stemma_list fields = layer->fields;

  for (guint i = 0; i < fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, fields, i);
    if (field->type == STEMMA_DOC && field_is_set(field, row)
        && field_u32(field, row) == document)
      return TRUE;
  }
  return FALSE;
}

static inline gboolean
passes(const RowFilter *filter, const guint8 *row)
{
  guint32 present, value;

  memcpy(&present, row + offsetof(stemma_row, present), sizeof present);
  memcpy(&value, row + filter->offset, sizeof value);
  return ((present & filter->bits) == filter->set)
         & ((value & filter->mask) == filter->value);
}

static double
number_of(const stemma_row *row, const stemma_field *field)
{
  const char *at = (const char *)row + field->offset;
  gint64 whole;
  double real;
  gint32 small;

  switch (field->type) {
  case STEMMA_F64:
    memcpy(&real, at, sizeof real);
    return real;
  case STEMMA_I64:
    memcpy(&whole, at, sizeof whole);
    return (double)whole;
  case STEMMA_I32:
    memcpy(&small, at, sizeof small);
    return small;
  default:
    return field_u32(field, row);
  }
}

static void
add_number(Reducer *reducer, double value)
{
  if (reducer->count == 0 || value < reducer->least)
    reducer->least = value;
  if (reducer->count == 0 || value > reducer->most)
    reducer->most = value;
  reducer->count++;
  reducer->sum += value;
}

/* Rows of a layer that were counted, without a look at each where all are. */
static guint64
count_rows(const Reducer *reducer, stemma_list rows)
{
  const RowFilter filter = reducer->filter;
  const guint8 *at = rows.items;
  guint64 count = 0;

  if (reducer->takes_all)
    return rows.count;
  for (guint32 i = 0; i < rows.count; i++, at += rows.stride)
    count += (guint)passes(&filter, at);
  return count;
}

static inline void
add_row(Reducer *reducer, const stemma_row *row)
{
  add_number(reducer, reducer->field ? number_of(row, reducer->field) : 0);
}

void
reducer_add(Reducer *reducer, stemma_list rows)
{
  const RowFilter filter = reducer->filter;
  const guint8 *at = rows.items;

  if (!reducer->field) {
    reducer->count += count_rows(reducer, rows);
    return;
  }
  for (guint32 i = 0; i < rows.count; i++, at += rows.stride)
    if (passes(&filter, at))
      add_row(reducer, (const void *)at);
}

void
reducer_add_of(Reducer *reducer, stemma_list rows, guint32 document)
{
  for (guint32 i = 0; i < rows.count; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, rows, i);

    if (passes(&reducer->filter, (const void *)row)
        && names_document(reducer->layer, row, document))
      add_row(reducer, row);
  }
}

double
reducer_result(const Reducer *reducer, const stemma_metric *metric)
{
  switch (metric->reduce) {
  case STEMMA_SUM:
    return reducer->sum;
  case STEMMA_MEAN:
    return reducer->count ? reducer->sum / (double)reducer->count : 0;
  case STEMMA_MIN:
    return reducer->least;
  case STEMMA_MAX:
    return reducer->most;
  default:
    return (double)reducer->count;
  }
}

gboolean
reducer_has_result(const Reducer *reducer, const stemma_metric *metric)
{
  return reducer->count > 0 || metric->reduce == STEMMA_COUNT
         || metric->reduce == STEMMA_SUM;
}
