/* SPDX-License-Identifier: Apache-2.0
 *
 * row.c - walks the steps of a layer (step.c) over its rows.
 *
 * Nothing of a row is trusted: a span or a string that lies outside is printed
 * as empty, a choice that does not exist as null.
 *
 * Room for a row with the slice that it spans is reserved at its start, so most
 * pieces are copied without a look; a string that is long or has bytes to be
 * escaped reserves its own room and that for the rest of the row again.
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
  const Slices *slices; /* that were escaped, or NULL */
  gboolean converts;    /* offsets that lie in the text change */
  gboolean has_text;
  const stemma_table **targets; /* of each step: where it has an id, or NULL */
  const Step *steps, *end;
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

/* Any string; one that lies outside of the pool is empty. */
G_GNUC_NO_INLINE static char *
put_any_str(const Printing *printing, char *at, const stemma_table *table,
            stemma_str str)
{
  if ((guint64)str.offset + str.length > table->pool_length || !table->pool)
    str.length = 0;
  return put_string(printing, at, str.length ? table->pool + str.offset : "",
                    str.length);
}

static inline char *
put_str(const Printing *printing, char *at, const stemma_table *table,
        const char *field)
{
  G_STATIC_ASSERT(STEP_STRING == APPEND_PLAIN);
  stemma_str str;
  char *end;

  memcpy(&str, field, sizeof str);
  if (G_LIKELY(str.length <= STEP_STRING
               && (guint64)str.offset + STEP_STRING <= table->pool_length)
      && (end = append_plain(at, table->pool + str.offset, str.length)))
    return end;
  return put_any_str(printing, at, table, str);
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

  /* Not a switch: the types that most rows have come first. */
  if (step->type == STEMMA_F64)
    return put_f64(at, field);
  if (step->type == STEMMA_STR)
    return put_str(printing, at, printing->table, field);
  if (step->type == STEMMA_ROW)
    return put_link(printing, at, step, u32_at(field, 0));
  if (step->type == STEMMA_U32)
    return number_u32(at, u32_at(field, 0));
  return put_rare(printing, at, step, row);
}

/* The members of fields of few values. */
static inline char *
put_choices(char *at, const Step *step, guint32 present, const char *row)
{
  const Choice *choice = step->choices, *last = choice + step->choice_count;
  gsize number = 0;

  for (; choice < last; choice++) {
    const guint32 value = u32_at(row, choice->offset);

    number +=
        (gsize)choice->weight
        * ((present & choice->needs) == choice->needs ? MIN(value, choice->most)
                                                      : choice->none);
  }
  return padded_copy(at, &step->texts[number]);
}

static inline char *
put_member(const Printing *printing, char *at, const Step *step,
           guint32 present, const char *row)
{
  if (step->type == STEMMA_ENUM)
    return put_choices(at, step, present, row);
  if ((present & step->needs) != step->needs)
    return padded_copy(at, &step->unset);
  return put_value(printing, padded_copy(at, &step->key), step, row);
}

/* A slice that lies outside of the text, or of a text without Slices. */
static char *
put_loose_slice(const Printing *printing, char *at, const stemma_row *head)
{
  const stemma_doc *doc = &printing->context->document->doc;
  gboolean inside = head->begin <= head->end && head->end <= doc->length;

  return put_string(printing, at, inside ? doc->text + head->begin : "",
                    inside ? head->end - head->begin : 0);
}

/* Where the row's slice stands in the text that was escaped. */
typedef struct {
  gsize begin, end; /* end 0: nowhere */
} Cut;

static inline Cut
find_cut(const Slices *slices, const stemma_row *head)
{
  if (!slices || !slices_has(slices, head->begin, head->end))
    return (Cut){ 0, 0 };
  return (Cut){ slices_place(slices, head->begin),
                slices_place(slices, head->end) };
}

/* The row's own text, or the slice of the document. */
static inline char *
put_text(const Printing *printing, char *at, const char *row,
         const stemma_row *head, Cut cut)
{
  const gint own = printing->printer->text_offset;

  at = PUT(at, ",\"text\":");
  if (own >= 0)
    return put_str(printing, at, printing->table, row + own);
  if (G_LIKELY(cut.end))
    return slices_put(printing->slices, at, cut.begin, cut.end);
  return put_loose_slice(printing, at, head);
}

/* Where the row is in the units of the report, as two numbers behind their
 * keys.  In bytes a row whose slice was found is where it says. */
static inline char *
put_place(const Printing *printing, char *at, const char *row,
          const stemma_row *head, Cut cut)
{
  guint32 begin = head->begin, end = head->end;

  if (printing->converts || !cut.end) {
    const OffsetMap *map = map_of(printing, row, printing->printer->doc_offset);

    begin = convert(map, begin);
    end = convert(map, end);
  }
  at = number_u32(PUT(at, ",{\"begin\":"), begin);
  return number_u32(PUT(at, ",\"end\":"), end);
}

/* Begins with a comma. */
static inline char *
put_row(const Printing *printing, char *at, const char *row)
{
  stemma_row head;
  Cut cut;

  memcpy(&head, row, sizeof head);
  cut = find_cut(printing->slices, &head);
  at = append_fit(printing->to, at,
                  printing->printer->room + cut.end - cut.begin);
  at = put_place(printing, at, row, &head, cut);
  if (printing->has_text)
    at = put_text(printing, at, row, &head, cut);
  for (const Step *step = printing->steps; step < printing->end; step++)
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

/* Those that the rows' texts are slices of, or NULL. */
static Slices *
find_slices(const RowPrinter *printer, const RowContext *context)
{
  return printer->text && printer->text_offset < 0 && context->slices
                 && slices_escape(context->slices)
             ? context->slices
             : NULL;
}

static char *
put_rows(const Printing *printing, char *at, const char *row, guint32 count)
{
  const guint32 stride = printing->table->rows.stride;
  const gsize start = (gsize)(at - printing->to->str);

  for (guint32 i = 0; i < count; i++, row += stride)
    at = put_row(printing, at, row);
  printing->to->str[start] = '['; /* in place of a comma */
  return PUT(at, "]");
}

void
row_printer_rows(const RowPrinter *printer, const stemma_table *table,
                 guint32 first, guint32 count, const RowContext *context,
                 GString *to)
{
  const stemma_table **targets =
      g_newa(const stemma_table *, printer->steps->len + 1);
  const Step *steps = &g_array_index(printer->steps, Step, 0);
  const Printing printing = {
    .printer = printer,
    .table = table,
    .context = context,
    .slices = count ? find_slices(printer, context) : NULL,
    .converts = printer->in_corpus || (context->map && context->map->count),
    .has_text =
        printer->text && (printer->text_offset >= 0 || context->document),
    .targets = targets,
    .steps = steps,
    .end = steps + printer->steps->len,
    .to = to,
  };

  if (count == 0) {
    append_literal(to, "[]");
    return;
  }
  find_targets(printer, context, targets);
  append_done(to, put_rows(&printing, append_room(to, printer->room),
                           (const char *)table->rows.items
                               + (gsize)first * table->rows.stride,
                           count));
}
