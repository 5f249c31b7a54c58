/* SPDX-License-Identifier: Apache-2.0
 *
 * step.c - from a layer's schema to the steps that print its rows.
 */
#include "step.h"

#include "../../module/layer.h"
#include "append.h"
#include "number.h"

const stemma_field *
row_id_field(const stemma_layer *layer)
{
  return layer_field_of(layer, "id", STEMMA_STR);
}

static gint
offset_of(const stemma_field *field)
{
  return field ? (gint)field->offset : -1;
}

static guint32
bit_of(const stemma_field *field)
{
  return field->flags & STEMMA_FIELD_NULLABLE ? 1u << (field->bit & 31) : 0;
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
  step->doc_offset = offset_of(layer_field_of(layer, doc, STEMMA_DOC));
  if (step->doc_offset < 0)
    step->doc_offset = offset_of(layer_field_of(layer, "doc", STEMMA_DOC));
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

/* More combinations than these would hardly stay in the cache. */
#define TEXTS_MOST 64u

/* The texts of one field: each of its values, then null. */
static GPtrArray *
values_of(const stemma_field *field)
{
  const char *const *choices = field->choices;
  GPtrArray *values = g_ptr_array_new_with_free_func(g_free);

  if (field->type == STEMMA_BOOL) {
    g_ptr_array_add(values, g_strdup("false"));
    g_ptr_array_add(values, g_strdup("true"));
  }
  for (; field->type == STEMMA_ENUM && choices && *choices; choices++) {
    GString *quoted = g_string_new(NULL);

    append_text(quoted, *choices);
    g_ptr_array_add(values, g_string_free(quoted, FALSE));
  }
  g_ptr_array_add(values, g_strdup("null"));
  return values;
}

static void
free_texts(Step *step)
{
  for (guint32 i = 0; i < step->text_count; i++)
    padded_clear(&step->texts[i]);
  g_free(step->texts);
}

/* Each text that there is, with each of the values behind it. */
static void
combine(Step *step, const Padded *key, const GPtrArray *values)
{
  const guint32 before = step->text_count;
  Padded *texts = g_new(Padded, (gsize)before * values->len);

  for (guint32 i = 0; i < before * values->len; i++) {
    const Padded *first = &step->texts[i % before];
    GString *text = g_string_new_len(first->bytes, (gssize)first->length);

    g_string_append_len(text, key->bytes, (gssize)key->length);
    g_string_append(text, values->pdata[i / before]);
    texts[i] = pad(text);
  }
  free_texts(step);
  step->texts = texts;
  step->text_count = before * values->len;
}

static gsize
longest(const Step *step)
{
  gsize length = 0;

  for (guint32 i = 0; i < step->text_count; i++)
    length = MAX(length, step->texts[i].length);
  return length;
}

/* The step that takes one more field with `count` texts: the last one, or a new
 * one. */
static Step *
step_for(RowPrinter *printer, guint count)
{
  GArray *steps = printer->steps;
  Step empty = { .type = STEMMA_ENUM, .doc_offset = -1, .text_count = 1 };
  Step *last;

  last = steps->len ? &g_array_index(steps, Step, steps->len - 1) : NULL;
  if (last && last->choices && last->text_count * count <= TEXTS_MOST)
    return last;
  empty.texts = g_new(Padded, 1);
  empty.texts[0] = pad(g_string_new(NULL));
  g_array_append_val(steps, empty);
  return &g_array_index(steps, Step, steps->len - 1);
}

/* A bool is true whatever its number is, but for 0; a choice that does not
 * exist is none. */
static void
add_choice(RowPrinter *printer, const stemma_field *field)
{
  g_autoptr(GPtrArray) values = values_of(field);
  Padded key = member_key(field->name, strlen(field->name), "");
  Step *step = step_for(printer, values->len);
  const gsize before = longest(step);
  Choice choice = { .needs = bit_of(field), .offset = field->offset };

  choice.none = values->len - 1;
  choice.most = field->type == STEMMA_BOOL ? 1 : choice.none;
  choice.weight = step->text_count;
  step->choices = g_renew(Choice, step->choices, step->choice_count + 1);
  step->choices[step->choice_count++] = choice;
  combine(step, &key, values);
  printer->room += longest(step) - before;
  padded_clear(&key);
}

static void
add_value(RowPrinter *printer, const stemma_layer *layer,
          const stemma_field *field)
{
  Step step = { .type = field->type,
                .needs = bit_of(field),
                .offset = field->offset,
                .target = g_strdup(field->target),
                .doc_offset = -1 };

  if (field->type == STEMMA_SPAN)
    name_span(&step, layer, field);
  else if (field->type == STEMMA_RANGE)
    name_range(&step, field);
  else
    step.key = member_key(field->name, strlen(field->name), "");
  step.unset = whole_member(&step, "null");
  printer->room += step.unset.length + 2 * NUMBER_ROOM;
  g_array_append_val(printer->steps, step);
}

static void
add_field(RowPrinter *printer, const stemma_layer *layer,
          const stemma_field *field)
{
  G_STATIC_ASSERT(STEP_STRING + 2 <= 2 * NUMBER_ROOM);
  if (field->flags & STEMMA_FIELD_HIDDEN || field->type == STEMMA_BYTES
      || (gint)field->offset == printer->text_offset)
    return;
  if (field->type == STEMMA_ENUM || field->type == STEMMA_BOOL)
    add_choice(printer, field);
  else
    add_value(printer, layer, field);
}

static void
step_clear(void *data)
{
  Step *step = data;

  padded_clear(&step->key);
  padded_clear(&step->second);
  padded_clear(&step->unset);
  g_free(step->choices);
  free_texts(step);
  g_free(step->target);
}

RowPrinter *
row_printer_new(const stemma_layer *layer, gboolean text)
{
  RowPrinter *printer = g_new0(RowPrinter, 1);

  printer->text = text;
  printer->in_corpus = (layer->flags & STEMMA_LAYER_CORPUS) != 0;
  printer->text_offset = offset_of(layer_field_of(layer, "text", STEMMA_STR));
  printer->doc_offset = offset_of(layer_field_of(layer, "doc", STEMMA_DOC));
  printer->room = 128 + PAD; /* the head's members and brackets */
  /* Room for one keeps the address of a list without steps from being NULL. */
  printer->steps = g_array_sized_new(FALSE, FALSE, sizeof(Step), 1);
  g_array_set_clear_func(printer->steps, step_clear);
  for (guint32 i = 0; i < layer->fields.count; i++)
    add_field(printer, layer, STEMMA_AT(stemma_field, layer->fields, i));
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
