/* SPDX-License-Identifier: Apache-2.0
 *
 * row.c - walks the steps of a layer (step.c) over its rows.
 *
 * Nothing of a row is trusted: a span or a string that lies outside is printed
 * as empty, a choice that does not exist as null.
 *
 * Room for all of a row but its strings is reserved at its start, so most
 * pieces are copied without a look; a string reserves its own room and that
 * for the rest of the row again.
 */
#include "row.h"

#include "append.h"
#include "number.h"
#include "step.h"

/* One call's worth of what printing needs. */
typedef struct {
  const RowPrinter *printer;
  const stemma_table *table;
  const RowContext *context;
  const stemma_table **targets; /* of each step: where it has an id, or NULL */
  GString *to;
  char *at; /* in `to`, with the printer's room behind it */
} Printing;

#define PUT(printing, literal)                                                 \
  put_bytes((printing), "" literal, sizeof(literal) - 1)

static inline void
put_bytes(Printing *printing, const char *bytes, gsize length)
{
  memcpy(printing->at, bytes, length);
  printing->at += length;
}

static inline void
put_padded(Printing *printing, const Padded *padded)
{
  printing->at = padded_copy(printing->at, padded);
}

static inline void
put_u32(Printing *printing, guint32 value)
{
  printing->at = number_u32(printing->at, value);
}

static void
put_string(Printing *printing, const char *bytes, gsize length)
{
  gsize room = printing->printer->room;

  if (G_LIKELY(length <= APPEND_SHORT)) {
    printing->at =
        append_fit(printing->to, printing->at, 6 * length + 2 + room);
    printing->at = append_short(printing->at, bytes, length);
    return;
  }
  append_done(printing->to, printing->at);
  append_string(printing->to, bytes, length);
  printing->at = append_room(printing->to, room);
}

static inline guint32
u32_at(const char *row, gsize offset)
{
  guint32 value;

  memcpy(&value, row + offset, sizeof value);
  return value;
}

static void
put_str(Printing *printing, const stemma_table *table, const char *at)
{
  stemma_str str;

  memcpy(&str, at, sizeof str);
  if ((guint64)str.offset + str.length > table->pool_length || !table->pool)
    str.length = 0;
  put_string(printing, str.length ? table->pool + str.offset : "", str.length);
}

/* The map for a span of `row`, which is in the row's document or in the one
 * that a field of it names. */
static const OffsetMap *
map_of(const Printing *printing, const char *row, gint doc_offset)
{
  const RowContext *context = printing->context;

  if (!printing->printer->in_corpus)
    return context->map;
  if (doc_offset < 0 || !context->document_map)
    return NULL;
  return context->document_map(context->data, u32_at(row, (gsize)doc_offset));
}

static inline guint32
convert(const OffsetMap *map, guint32 offset)
{
  return map ? offset_map_get(map, offset) : offset;
}

static void
put_id(Printing *printing, guint32 index)
{
  const RowContext *context = printing->context;
  const char *id =
      context->document_id ? context->document_id(context->data, index) : NULL;

  if (id)
    put_string(printing, id, strlen(id));
  else
    PUT(printing, "null");
}

/* The id of row `row` of the target, where it has one; else its number. */
static void
put_target(Printing *printing, guint step, guint32 row)
{
  const stemma_table *target = printing->targets[step];

  if (!target || row >= target->rows.count)
    put_u32(printing, row);
  else
    put_str(printing, target,
            (const char *)target->rows.items + (gsize)row * target->rows.stride
                + row_id_field(target->layer)->offset);
}

static void
put_ref(Printing *printing, guint step, const char *at)
{
  stemma_ref ref;

  memcpy(&ref, at, sizeof ref);
  if (ref.row == STEMMA_NO_ROW) {
    PUT(printing, "null");
  } else if (ref.doc == STEMMA_HERE || ref.doc == STEMMA_CORPUS) {
    put_target(printing, step, ref.row);
  } else {
    PUT(printing, "{\"doc\":");
    put_id(printing, ref.doc);
    PUT(printing, ",\"row\":");
    put_u32(printing, ref.row);
    PUT(printing, "}");
  }
}

static void
put_choice(Printing *printing, const Step *step, guint32 choice)
{
  if (choice < step->choices->len)
    put_padded(printing, &g_array_index(step->choices, Padded, choice));
  else
    PUT(printing, "null");
}

/* Values that print as two members. */
static void
put_pair(Printing *printing, const Step *step, const char *row)
{
  guint32 first = u32_at(row, step->offset);
  guint32 second = u32_at(row, step->offset + sizeof first);

  if (step->type == STEMMA_SPAN) {
    const OffsetMap *map = map_of(printing, row, step->doc_offset);

    first = convert(map, first);
    second = convert(map, second);
  }
  put_u32(printing, first);
  put_padded(printing, &step->second);
  put_u32(printing, second);
}

static void
put_null(Printing *printing, const Step *step)
{
  PUT(printing, "null");
  if (step->second.bytes) {
    put_padded(printing, &step->second);
    PUT(printing, "null");
  }
}

static void
put_wide(Printing *printing, const Step *step, const char *at)
{
  gint64 integer;
  double real;

  if (step->type == STEMMA_I64) {
    memcpy(&integer, at, sizeof integer);
    printing->at = number_i64(printing->at, integer);
  } else {
    memcpy(&real, at, sizeof real);
    printing->at = number_double(printing->at, real);
  }
}

/* A number of a row, or the document that has it. */
static void
put_link(Printing *printing, const Step *step, guint number, guint32 value)
{
  if (step->type == STEMMA_DOC)
    put_id(printing, value);
  else if (value == STEMMA_NO_ROW)
    PUT(printing, "null");
  else
    put_target(printing, number, value);
}

static void
put_value(Printing *printing, guint number, const char *row)
{
  const Step *step = &g_array_index(printing->printer->steps, Step, number);
  const char *at = row + step->offset;

  switch (step->type) {
  case STEMMA_U32:
    put_u32(printing, u32_at(at, 0));
    break;
  case STEMMA_I32:
    printing->at = number_i64(printing->at, (gint32)u32_at(at, 0));
    break;
  case STEMMA_BOOL:
    put_bytes(printing, u32_at(at, 0) ? "true" : "false",
              u32_at(at, 0) ? 4 : 5);
    break;
  case STEMMA_ENUM:
    put_choice(printing, step, u32_at(at, 0));
    break;
  case STEMMA_STR:
    put_str(printing, printing->table, at);
    break;
  case STEMMA_SPAN:
  case STEMMA_RANGE:
    put_pair(printing, step, row);
    break;
  case STEMMA_REF:
    put_ref(printing, number, at);
    break;
  case STEMMA_ROW:
  case STEMMA_DOC:
    put_link(printing, step, number, u32_at(at, 0));
    break;
  case STEMMA_I64:
  case STEMMA_F64:
    put_wide(printing, step, at);
    break;
  default:
    PUT(printing, "null");
  }
}

static void
put_slice(Printing *printing, guint32 begin, guint32 end)
{
  const stemma_doc *doc = &printing->context->document->doc;
  Slices *slices = printing->context->slices;
  gsize from, to;

  if (!slices || !slices_has(slices, begin, end)) {
    gboolean inside = begin <= end && end <= doc->length;

    put_string(printing, inside ? doc->text + begin : "",
               inside ? end - begin : 0);
    return;
  }
  from = slices_place(slices, begin);
  to = slices_place(slices, end);
  printing->at =
      append_fit(printing->to, printing->at,
                 to - from + 2 + SLICES_STEP + printing->printer->room);
  printing->at = slices_put(slices, printing->at, from, to);
}

/* The row's own text, or the slice of the document. */
static void
put_text(Printing *printing, const char *row, const stemma_row *head)
{
  const RowPrinter *printer = printing->printer;

  if (printer->text_offset >= 0) {
    PUT(printing, ",\"text\":");
    put_str(printing, printing->table, row + printer->text_offset);
  } else if (printing->context->document) {
    PUT(printing, ",\"text\":");
    put_slice(printing, head->begin, head->end);
  }
}

static void
put_row(Printing *printing, const char *row)
{
  const RowPrinter *printer = printing->printer;
  const OffsetMap *map = map_of(printing, row, printer->doc_offset);
  stemma_row head;

  memcpy(&head, row, sizeof head);
  printing->at = append_fit(printing->to, printing->at, printer->room);
  PUT(printing, "{\"begin\":");
  put_u32(printing, convert(map, head.begin));
  PUT(printing, ",\"end\":");
  put_u32(printing, convert(map, head.end));
  if (printer->text)
    put_text(printing, row, &head);
  for (guint i = 0; i < printer->steps->len; i++) {
    const Step *step = &g_array_index(printer->steps, Step, i);

    put_padded(printing, &step->key);
    if (step->nullable && !(head.present & step->bit))
      put_null(printing, step);
    else
      put_value(printing, i, row);
  }
  PUT(printing, "}");
}

static void
find_targets(const RowPrinter *printer, const RowContext *context,
             const stemma_table **targets)
{
  for (guint i = 0; i < printer->steps->len; i++) {
    const char *target = g_array_index(printer->steps, Step, i).target;

    targets[i] = target && context->target
                     ? context->target(context->data, target)
                     : NULL;
    if (targets[i] && !row_id_field(targets[i]->layer))
      targets[i] = NULL;
  }
}

void
row_printer_rows(const RowPrinter *printer, const stemma_table *table,
                 guint32 first, guint32 count, const RowContext *context,
                 GString *to)
{
  const stemma_table **targets =
      g_newa(const stemma_table *, printer->steps->len + 1);
  Printing printing = { printer, table, context, targets, to, NULL };

  find_targets(printer, context, targets);
  printing.at = append_room(to, printer->room);
  PUT(&printing, "[");
  for (guint32 i = 0; i < count; i++) {
    if (i > 0)
      PUT(&printing, ",");
    put_row(&printing, (const char *)table->rows.items
                           + (gsize)(first + i) * table->rows.stride);
  }
  PUT(&printing, "]");
  append_done(to, printing.at);
}
