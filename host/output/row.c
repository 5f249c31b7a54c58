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

/* One call's worth of what printing needs.  All that print go from where they
 * write to where they ended. */
typedef struct {
  const RowPrinter *printer;
  const stemma_table *table;
  const RowContext *context;
  const stemma_table **targets; /* of each step: where it has an id, or NULL */
  const Step *steps;
  GString *to;
} Printing;

#define PUT(at, literal) put_bytes((at), "" literal, sizeof(literal) - 1)

static inline char *
put_bytes(char *at, const char *bytes, gsize length)
{
  memcpy(at, bytes, length);
  return at + length;
}

static char *
put_string(const Printing *printing, char *at, const char *bytes, gsize length)
{
  gsize room = printing->printer->room;

  if (G_LIKELY(length <= APPEND_SHORT)) {
    at = append_fit(printing->to, at, APPEND_SHORT_ROOM(length) + room);
    return append_short(at, bytes, length);
  }
  append_done(printing->to, at);
  append_string(printing->to, bytes, length);
  return append_room(printing->to, room);
}

static inline guint32
u32_at(const char *row, gsize offset)
{
  guint32 value;

  memcpy(&value, row + offset, sizeof value);
  return value;
}

static char *
put_str(const Printing *printing, char *at, const stemma_table *table,
        const char *field)
{
  stemma_str str;

  memcpy(&str, field, sizeof str);
  if ((guint64)str.offset + str.length > table->pool_length || !table->pool)
    str.length = 0;
  return put_string(printing, at, str.length ? table->pool + str.offset : "",
                    str.length);
}

/* The map for a span of a corpus row, in the document that a field of it
 * names. */
static const OffsetMap *
corpus_map(const Printing *printing, const char *row, gint doc_offset)
{
  const RowContext *context = printing->context;

  if (doc_offset < 0 || !context->document_map)
    return NULL;
  return context->document_map(context->data, u32_at(row, (gsize)doc_offset));
}

static inline const OffsetMap *
map_of(const Printing *printing, const char *row, gint doc_offset)
{
  return printing->printer->in_corpus ? corpus_map(printing, row, doc_offset)
                                      : printing->context->map;
}

static inline guint32
convert(const OffsetMap *map, guint32 offset)
{
  return map ? offset_map_get(map, offset) : offset;
}

static char *
put_id(const Printing *printing, char *at, guint32 index)
{
  const RowContext *context = printing->context;
  const char *id =
      context->document_id ? context->document_id(context->data, index) : NULL;

  return id ? put_string(printing, at, id, strlen(id)) : PUT(at, "null");
}

/* The id of row `row` of a target that has ids. */
G_GNUC_NO_INLINE static char *
put_target_id(const Printing *printing, char *at, const stemma_table *target,
              guint32 row)
{
  return put_str(printing, at, target,
                 (const char *)target->rows.items
                     + (gsize)row * target->rows.stride
                     + row_id_field(target->layer)->offset);
}

/* The id of row `row` of the target, where it has one; else its number. */
static inline char *
put_target(const Printing *printing, char *at, const Step *step, guint32 row)
{
  const stemma_table *target = printing->targets[step - printing->steps];

  return G_UNLIKELY(target && row < target->rows.count)
             ? put_target_id(printing, at, target, row)
             : number_u32(at, row);
}

static inline char *
put_link(const Printing *printing, char *at, const Step *step, guint32 row)
{
  return row == STEMMA_NO_ROW ? PUT(at, "null")
                              : put_target(printing, at, step, row);
}

static char *
put_ref(const Printing *printing, char *at, const Step *step, const char *field)
{
  stemma_ref ref;

  memcpy(&ref, field, sizeof ref);
  if (ref.row == STEMMA_NO_ROW)
    return PUT(at, "null");
  if (ref.doc == STEMMA_HERE || ref.doc == STEMMA_CORPUS)
    return put_target(printing, at, step, ref.row);
  at = PUT(at, "{\"doc\":");
  at = put_id(printing, at, ref.doc);
  at = PUT(at, ",\"row\":");
  at = number_u32(at, ref.row);
  return PUT(at, "}");
}

/* Values that print as two members. */
static char *
put_pair(const Printing *printing, char *at, const Step *step, const char *row)
{
  guint32 first = u32_at(row, step->offset);
  guint32 second = u32_at(row, step->offset + sizeof first);

  if (step->type == STEMMA_SPAN) {
    const OffsetMap *map = map_of(printing, row, step->doc_offset);

    first = convert(map, first);
    second = convert(map, second);
  }
  at = number_u32(at, first);
  at = padded_copy(at, &step->second);
  return number_u32(at, second);
}

static char *
put_i64(char *at, const char *field)
{
  gint64 value;

  memcpy(&value, field, sizeof value);
  return number_i64(at, value);
}

static char *
put_f64(char *at, const char *field)
{
  double value;

  memcpy(&value, field, sizeof value);
  return number_double(at, value);
}

/* Types that few rows have: apart, so that put_row keeps what it needs in
 * registers. */
G_GNUC_NO_INLINE static char *
put_rare(const Printing *printing, char *at, const Step *step, const char *row)
{
  const char *field = row + step->offset;

  switch (step->type) {
  case STEMMA_I32:
    return number_i64(at, (gint32)u32_at(field, 0));
  case STEMMA_I64:
    return put_i64(at, field);
  case STEMMA_SPAN:
  case STEMMA_RANGE:
    return put_pair(printing, at, step, row);
  case STEMMA_REF:
    return put_ref(printing, at, step, field);
  case STEMMA_DOC:
    return put_id(printing, at, u32_at(field, 0));
  default:
    return PUT(at, "null");
  }
}

static inline char *
put_value(const Printing *printing, char *at, const Step *step, const char *row)
{
  const char *field = row + step->offset;

  switch (step->type) {
  case STEMMA_F64:
    return put_f64(at, field);
  case STEMMA_STR:
    return put_str(printing, at, printing->table, field);
  case STEMMA_U32:
    return number_u32(at, u32_at(field, 0));
  case STEMMA_ROW:
    return put_link(printing, at, step, u32_at(field, 0));
  default:
    return put_rare(printing, at, step, row);
  }
}

static inline char *
put_member(const Printing *printing, char *at, const Step *step,
           guint32 present, const char *row)
{
  guint32 value;

  if ((present & step->needs) != step->needs)
    return padded_copy(at, &step->unset);
  if (!step->members)
    return put_value(printing, padded_copy(at, &step->key), step, row);
  value = u32_at(row, step->offset);
  value = step->type == STEMMA_BOOL ? value != 0 : value;
  return padded_copy(at, value < step->member_count ? &step->members[value]
                                                    : &step->unset);
}

/* A slice that lies outside of the text, or of a text without Slices. */
static char *
put_loose_slice(const Printing *printing, char *at, guint32 begin, guint32 end)
{
  const stemma_doc *doc = &printing->context->document->doc;
  gboolean inside = begin <= end && end <= doc->length;

  return put_string(printing, at, inside ? doc->text + begin : "",
                    inside ? end - begin : 0);
}

static inline char *
put_slice(const Printing *printing, char *at, guint32 begin, guint32 end)
{
  Slices *slices = printing->context->slices;
  gsize from, to;

  if (G_UNLIKELY(!slices || !slices_has(slices, begin, end)))
    return put_loose_slice(printing, at, begin, end);
  from = slices_place(slices, begin);
  to = slices_place(slices, end);
  at = append_fit(printing->to, at,
                  to - from + 2 + SLICES_STEP + printing->printer->room);
  return slices_put(slices, at, from, to);
}

/* The row's own text, or the slice of the document. */
static inline char *
put_text(const Printing *printing, char *at, const char *row,
         const stemma_row *head)
{
  const RowPrinter *printer = printing->printer;

  if (printer->text_offset >= 0)
    return put_str(printing, PUT(at, ",\"text\":"), printing->table,
                   row + printer->text_offset);
  if (printing->context->document)
    return put_slice(printing, PUT(at, ",\"text\":"), head->begin, head->end);
  return at;
}

static char *
put_row(const Printing *printing, char *at, const char *row)
{
  const RowPrinter *printer = printing->printer;
  const OffsetMap *map = map_of(printing, row, printer->doc_offset);
  const Step *last = printing->steps + printer->steps->len;
  stemma_row head;

  memcpy(&head, row, sizeof head);
  at = append_fit(printing->to, at, printer->room);
  at = PUT(at, "{\"begin\":");
  at = number_u32(at, convert(map, head.begin));
  at = PUT(at, ",\"end\":");
  at = number_u32(at, convert(map, head.end));
  if (printer->text)
    at = put_text(printing, at, row, &head);
  for (const Step *step = printing->steps; step < last; step++)
    at = put_member(printing, at, step, head.present, row);
  return PUT(at, "}");
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
  const Printing printing = {
    printer, table, context, targets, &g_array_index(printer->steps, Step, 0),
    to
  };
  const guint32 stride = table->rows.stride;
  const char *row =
      count > 0 ? (const char *)table->rows.items + (gsize)first * stride
                : NULL; /* a table without rows has no memory */
  char *at = append_room(to, printer->room);

  find_targets(printer, context, targets);
  at = PUT(at, "[");
  for (guint32 i = 0; i < count; i++, row += stride) {
    if (i > 0)
      at = PUT(at, ",");
    at = put_row(&printing, at, row);
  }
  append_done(to, PUT(at, "]"));
}
