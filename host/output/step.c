/* SPDX-License-Identifier: Apache-2.0
 *
 * step.c - from a layer's schema to the steps that print its rows.
 */
#include "step.h"

#include "append.h"
#include "number.h"

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

/* Takes the string. */
static Padded
pad(GString *string)
{
  Padded padded = { NULL, string->len };
  gsize room = (string->len / PAD + 1) * PAD;

  padded.bytes = g_malloc0(room);
  memcpy(padded.bytes, string->str, string->len);
  g_string_free(string, TRUE);
  return padded;
}

/* `,"NAMESUFFIX":` */
static Padded
member_key(const char *name, gsize length, const char *suffix)
{
  GString *key = g_string_new(",");
  g_autofree char *full = g_strdup_printf("%.*s%s", (int)length, name, suffix);

  append_text(key, full);
  g_string_append_c(key, ':');
  return pad(key);
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
  step->key = member_key(field->name, length, "_begin");
  step->second = member_key(field->name, length, "_end");
  doc = g_strdup_printf("%.*s_doc", (int)length, field->name);
  step->doc_offset = offset_of(field_named(layer, doc, STEMMA_DOC));
  if (step->doc_offset < 0)
    step->doc_offset = offset_of(field_named(layer, "doc", STEMMA_DOC));
}

static void
name_range(Step *step, const stemma_field *field)
{
  gsize length = strlen(field->name);

  step->key = member_key(field->name, length, "_first");
  step->second = member_key(field->name, length, "_count");
}

/* Both keys with `value`. */
static Padded
whole_member(const Step *step, const char *value)
{
  GString *member = g_string_new_len(step->key.bytes, (gssize)step->key.length);

  g_string_append(member, value);
  if (step->second.bytes) {
    g_string_append_len(member, step->second.bytes,
                        (gssize)step->second.length);
    g_string_append(member, value);
  }
  return pad(member);
}

static void
padded_clear(void *padded)
{
  g_free(((Padded *)padded)->bytes);
}

static void
add_member(RowPrinter *printer, Step *step, const char *value)
{
  const Padded member = whole_member(step, value);

  step->members = g_renew(Padded, step->members, step->member_count + 1);
  step->members[step->member_count++] = member;
  printer->room += member.length;
}

static void
add_members(RowPrinter *printer, Step *step, const stemma_field *field)
{
  const char *const *choices = field->choices;

  if (field->type == STEMMA_BOOL) {
    add_member(printer, step, "false");
    add_member(printer, step, "true");
  }
  for (; field->type == STEMMA_ENUM && choices && *choices; choices++) {
    g_autoptr(GString) quoted = g_string_new(NULL);

    append_text(quoted, *choices);
    add_member(printer, step, quoted->str);
  }
}

static void
add_step(RowPrinter *printer, const stemma_layer *layer,
         const stemma_field *field)
{
  Step step = { 0 };

  step.type = field->type;
  step.offset = field->offset;
  if (field->flags & STEMMA_FIELD_NULLABLE)
    step.needs = 1u << (field->bit & 31);
  step.target = g_strdup(field->target);
  step.doc_offset = -1;
  if (field->type == STEMMA_SPAN)
    name_span(&step, layer, field);
  else if (field->type == STEMMA_RANGE)
    name_range(&step, field);
  else
    step.key = member_key(field->name, strlen(field->name), "");
  step.unset = whole_member(&step, "null");
  add_members(printer, &step, field);
  printer->room += step.unset.length + 2 * NUMBER_ROOM;
  g_array_append_val(printer->steps, step);
}

static void
step_clear(void *data)
{
  Step *step = data;

  padded_clear(&step->key);
  padded_clear(&step->second);
  padded_clear(&step->unset);
  for (guint32 i = 0; i < step->member_count; i++)
    padded_clear(&step->members[i]);
  g_free(step->members);
  g_free(step->target);
}

RowPrinter *
row_printer_new(const stemma_layer *layer, gboolean text)
{
  RowPrinter *printer = g_new0(RowPrinter, 1);

  printer->text = text;
  printer->in_corpus = (layer->flags & STEMMA_LAYER_CORPUS) != 0;
  printer->text_offset = offset_of(field_named(layer, "text", STEMMA_STR));
  printer->doc_offset = offset_of(field_named(layer, "doc", STEMMA_DOC));
  printer->room = 128 + PAD; /* the head's members and brackets */
  /* Room for one keeps the address of a list without steps from being NULL. */
  printer->steps = g_array_sized_new(FALSE, FALSE, sizeof(Step), 1);
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
