/* SPDX-License-Identifier: Apache-2.0
 *
 * row.c - a row is a list of steps, one for each field, made from its layer's
 * schema; printing walks the list.
 *
 * Nothing of a row is trusted: a span or a string that lies outside is printed
 * as empty, a choice that does not exist as null.
 */
#include "row.h"

#include "append.h"

typedef struct {
  guint16 type;
  gboolean nullable;
  guint32 bit;    /* a mask */
  guint32 offset; /* in the row */
  char *key;      /* ,"name": */
  gsize key_length;
  char *second_key; /* of a span or a range, which print two members */
  gsize second_length;
  GPtrArray *choices; /* of char *: with quote marks */
  char *target;
  gint doc_offset; /* of the STEMMA_DOC field that a span belongs to, or -1 */
} Step;

struct RowPrinter {
  GArray *steps;
  gboolean text; /* rows carry their text */
  gboolean in_corpus;
  gint text_offset; /* of the row's own field "text", or -1 */
  gint doc_offset;  /* of the field "doc", which the row's span is in */
};

static const stemma_field *
field_named(const stemma_layer *layer, const char *name, guint16 type)
{
  for (guint32 i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);

    if (field->type == type && strcmp(field->name, name) == 0)
      return field;
  }
  return NULL;
}

const stemma_field *
row_id_field(const stemma_layer *layer)
{
  return field_named(layer, "id", STEMMA_STR);
}

static gint
offset_of(const stemma_field *field)
{
  return field ? (gint)field->offset : -1;
}

/* `,"NAMESUFFIX":` */
static char *
member_key(const char *name, gsize length, const char *suffix, gsize *size)
{
  GString *key = g_string_new(",");
  g_autofree char *full = g_strdup_printf("%.*s%s", (int)length, name, suffix);

  append_text(key, full);
  g_string_append_c(key, ':');
  *size = key->len;
  return g_string_free(key, FALSE);
}

/* A field X_span prints X_begin and X_end and belongs to the document in
 * X_doc, where there is one. */
static void
name_span(Step *step, const stemma_layer *layer, const stemma_field *field)
{
  gsize length = strlen(field->name);
  g_autofree char *doc = NULL;

  if (g_str_has_suffix(field->name, "_span"))
    length -= strlen("_span");
  step->key = member_key(field->name, length, "_begin", &step->key_length);
  step->second_key =
      member_key(field->name, length, "_end", &step->second_length);
  doc = g_strdup_printf("%.*s_doc", (int)length, field->name);
  step->doc_offset = offset_of(field_named(layer, doc, STEMMA_DOC));
  if (step->doc_offset < 0)
    step->doc_offset = offset_of(field_named(layer, "doc", STEMMA_DOC));
}

static void
name_range(Step *step, const stemma_field *field)
{
  gsize length = strlen(field->name);

  step->key = member_key(field->name, length, "_first", &step->key_length);
  step->second_key =
      member_key(field->name, length, "_count", &step->second_length);
}

static GPtrArray *
quote_choices(const char *const *choices)
{
  GPtrArray *quoted = g_ptr_array_new_with_free_func(g_free);

  for (; choices && *choices; choices++) {
    GString *choice = g_string_new(NULL);

    append_text(choice, *choices);
    g_ptr_array_add(quoted, g_string_free(choice, FALSE));
  }
  return quoted;
}

static void
add_step(RowPrinter *printer, const stemma_layer *layer,
         const stemma_field *field)
{
  Step step = { 0 };

  step.type = field->type;
  step.offset = field->offset;
  step.nullable = (field->flags & STEMMA_FIELD_NULLABLE) != 0;
  step.bit = 1u << (field->bit & 31);
  step.target = g_strdup(field->target);
  step.doc_offset = -1;
  if (field->type == STEMMA_SPAN)
    name_span(&step, layer, field);
  else if (field->type == STEMMA_RANGE)
    name_range(&step, field);
  else
    step.key =
        member_key(field->name, strlen(field->name), "", &step.key_length);
  if (field->type == STEMMA_ENUM)
    step.choices = quote_choices(field->choices);
  g_array_append_val(printer->steps, step);
}

static void
step_clear(void *data)
{
  Step *step = data;

  g_free(step->key);
  g_free(step->second_key);
  g_free(step->target);
  g_clear_pointer(&step->choices, g_ptr_array_unref);
}

RowPrinter *
row_printer_new(const stemma_layer *layer, gboolean text)
{
  RowPrinter *printer = g_new0(RowPrinter, 1);

  printer->text = text;
  printer->in_corpus = (layer->flags & STEMMA_LAYER_CORPUS) != 0;
  printer->text_offset = offset_of(field_named(layer, "text", STEMMA_STR));
  printer->doc_offset = offset_of(field_named(layer, "doc", STEMMA_DOC));
  printer->steps = g_array_new(FALSE, FALSE, sizeof(Step));
  g_array_set_clear_func(printer->steps, step_clear);
  for (guint32 i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);

    if (!(field->flags & STEMMA_FIELD_HIDDEN) && field->type != STEMMA_BYTES
        && (gint)field->offset != printer->text_offset)
      add_step(printer, layer, field);
  }
  return printer;
}

void
row_printer_free(RowPrinter *printer)
{
  if (!printer)
    return;
  g_array_unref(printer->steps);
  g_free(printer);
}

/* One call's worth of what printing needs. */
typedef struct {
  const RowPrinter *printer;
  const stemma_table *table;
  const RowContext *context;
  const stemma_table **targets; /* of each step: where it has an id, or NULL */
  GString *to;
} Printing;

static guint32
u32_at(const char *row, gsize offset)
{
  guint32 value;

  memcpy(&value, row + offset, sizeof value);
  return value;
}

static void
print_str(const Printing *printing, const char *at)
{
  const stemma_table *table = printing->table;
  stemma_str str;

  memcpy(&str, at, sizeof str);
  if ((guint64)str.offset + str.length > table->pool_length || !table->pool)
    str.length = 0;
  append_string(printing->to, str.length ? table->pool + str.offset : "",
                str.length);
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

static guint32
convert(const OffsetMap *map, guint32 offset)
{
  return map ? offset_map_get(map, offset) : offset;
}

static void
print_id(const Printing *printing, guint32 index)
{
  const RowContext *context = printing->context;

  append_text(printing->to, context->document_id
                                ? context->document_id(context->data, index)
                                : NULL);
}

/* The id of row `row` of the target, where it has one; else its number. */
static void
print_target(const Printing *printing, guint step, guint32 row)
{
  const stemma_table *target = printing->targets[step];
  Printing there = *printing;

  if (!target || row >= target->rows.count) {
    append_u64(printing->to, row);
    return;
  }
  there.table = target;
  print_str(&there, (const char *)target->rows.items
                        + (gsize)row * target->rows.stride
                        + row_id_field(target->layer)->offset);
}

static void
print_ref(const Printing *printing, guint step, const char *at)
{
  stemma_ref ref;

  memcpy(&ref, at, sizeof ref);
  if (ref.row == STEMMA_NO_ROW) {
    append_literal(printing->to, "null");
  } else if (ref.doc == STEMMA_HERE || ref.doc == STEMMA_CORPUS) {
    print_target(printing, step, ref.row);
  } else {
    append_literal(printing->to, "{\"doc\":");
    print_id(printing, ref.doc);
    append_literal(printing->to, ",\"row\":");
    append_u64(printing->to, ref.row);
    append_literal(printing->to, "}");
  }
}

static void
print_choice(const Printing *printing, const Step *step, guint32 choice)
{
  const char *name;

  if (choice >= step->choices->len) {
    append_literal(printing->to, "null");
    return;
  }
  name = step->choices->pdata[choice];
  append_bytes(printing->to, name, strlen(name));
}

/* Values that print as two members. */
static void
print_pair(const Printing *printing, const Step *step, const char *row)
{
  guint32 first = u32_at(row, step->offset);
  guint32 second = u32_at(row, step->offset + sizeof first);

  if (step->type == STEMMA_SPAN) {
    const OffsetMap *map = map_of(printing, row, step->doc_offset);

    first = convert(map, first);
    second = convert(map, second);
  }
  append_u64(printing->to, first);
  append_bytes(printing->to, step->second_key, step->second_length);
  append_u64(printing->to, second);
}

static void
print_null(const Printing *printing, const Step *step)
{
  append_literal(printing->to, "null");
  if (step->second_key) {
    append_bytes(printing->to, step->second_key, step->second_length);
    append_literal(printing->to, "null");
  }
}

static void
print_wide(const Printing *printing, const Step *step, const char *at)
{
  gint64 integer;
  double real;

  if (step->type == STEMMA_I64) {
    memcpy(&integer, at, sizeof integer);
    append_i64(printing->to, integer);
  } else {
    memcpy(&real, at, sizeof real);
    append_double(printing->to, real);
  }
}

static void
print_value(const Printing *printing, guint number, const char *row)
{
  const Step *step = &g_array_index(printing->printer->steps, Step, number);
  const char *at = row + step->offset;
  GString *to = printing->to;

  switch (step->type) {
  case STEMMA_U32:
    append_u64(to, u32_at(at, 0));
    break;
  case STEMMA_I32:
    append_i64(to, (gint32)u32_at(at, 0));
    break;
  case STEMMA_BOOL:
    append_bool(to, u32_at(at, 0) != 0);
    break;
  case STEMMA_ENUM:
    print_choice(printing, step, u32_at(at, 0));
    break;
  case STEMMA_STR:
    print_str(printing, at);
    break;
  case STEMMA_SPAN:
  case STEMMA_RANGE:
    print_pair(printing, step, row);
    break;
  case STEMMA_REF:
    print_ref(printing, number, at);
    break;
  case STEMMA_ROW:
    if (u32_at(at, 0) == STEMMA_NO_ROW)
      append_literal(to, "null");
    else
      print_target(printing, number, u32_at(at, 0));
    break;
  case STEMMA_DOC:
    print_id(printing, u32_at(at, 0));
    break;
  case STEMMA_I64:
  case STEMMA_F64:
    print_wide(printing, step, at);
    break;
  default:
    append_literal(to, "null");
  }
}

/* The row's own text, or the slice of the document. */
static void
print_text(const Printing *printing, const char *row, const stemma_row *head)
{
  const RowPrinter *printer = printing->printer;
  const Document *document = printing->context->document;

  if (printer->text_offset >= 0) {
    append_literal(printing->to, ",\"text\":");
    print_str(printing, row + printer->text_offset);
  } else if (document) {
    gboolean inside =
        head->begin <= head->end && head->end <= document->doc.length;

    append_literal(printing->to, ",\"text\":");
    append_string(printing->to, inside ? document->doc.text + head->begin : "",
                  inside ? head->end - head->begin : 0);
  }
}

static void
print_row(const Printing *printing, const char *row)
{
  const RowPrinter *printer = printing->printer;
  GString *to = printing->to;
  const OffsetMap *map;
  stemma_row head;

  memcpy(&head, row, sizeof head);
  map = map_of(printing, row, printer->doc_offset);
  append_literal(to, "{\"begin\":");
  append_u64(to, convert(map, head.begin));
  append_literal(to, ",\"end\":");
  append_u64(to, convert(map, head.end));
  if (printer->text)
    print_text(printing, row, &head);
  for (guint i = 0; i < printer->steps->len; i++) {
    const Step *step = &g_array_index(printer->steps, Step, i);

    append_bytes(to, step->key, step->key_length);
    if (step->nullable && !(head.present & step->bit))
      print_null(printing, step);
    else
      print_value(printing, i, row);
  }
  append_literal(to, "}");
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
  Printing printing = { printer, table, context, targets, to };

  find_targets(printer, context, targets);
  append_literal(to, "[");
  for (guint32 i = 0; i < count; i++) {
    if (i > 0)
      append_literal(to, ",");
    print_row(&printing, (const char *)table->rows.items
                             + (gsize)(first + i) * table->rows.stride);
  }
  append_literal(to, "]");
}
