/* SPDX-License-Identifier: Apache-2.0
 *
 * answer.c - see answer.h.
 *
 * {"layers":{"org.example.x":[{"begin":0,"end":4,"score":0.5}]}} or
 * {"error":"why not"}; other members are passed over, those of rows are not.
 */
#include "answer.h"
#include "../corpus/json.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  JsonLine json;
  const ExecUnits *units;
  GString *why;
  stemma_writer *writer;
  const stemma_layer *layer;
  GByteArray *rows; /* of the layer at work */
  guint8 *row;
} Answer;

static gboolean refuse(Answer *answer, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

/* The first reason is the one. */
static gboolean
refuse(Answer *answer, const char *format, ...)
{
  va_list arguments;

  if (answer->why->len > 0)
    return FALSE;
  va_start(arguments, format);
  g_string_append_vprintf(answer->why, format, arguments);
  va_end(arguments);
  return FALSE;
}

static gboolean
take_whole(Answer *answer, const char *name, gint64 *value)
{
  JsonText text;
  char *end;

  if (json_peek(&answer->json) != JSON_NUMBER)
    return refuse(answer, "\"%s\" needs a whole number", name);
  if (!json_number(&answer->json, &text))
    return FALSE;
  errno = 0;
  *value = g_ascii_strtoll(text.bytes, &end, 10);
  return (*end == '\0' && errno == 0)
         || refuse(answer, "\"%s\" needs a whole number, found %.40s", name,
                   text.bytes);
}

static gboolean
take_offset(Answer *answer, const char *name, guint32 *byte)
{
  gint64 value;

  if (!take_whole(answer, name, &value))
    return FALSE;
  return (value >= 0 && exec_units_byte(answer->units, (guint64)value, byte))
         || refuse(answer,
                   "\"%s\" is %" G_GINT64_FORMAT
                   ", which is no place in the text",
                   name, value);
}

static gboolean
take_number(Answer *answer, const char *name, guint8 *to)
{
  JsonText text;
  double value;

  if (json_peek(&answer->json) != JSON_NUMBER)
    return refuse(answer, "\"%s\" needs a number", name);
  if (!json_number(&answer->json, &text))
    return FALSE;
  value = g_ascii_strtod(text.bytes, NULL);
  memcpy(to, &value, sizeof value);
  return isfinite(value)
         || refuse(answer, "\"%s\" is too large: %.40s", name, text.bytes);
}

static gboolean
take_truth(Answer *answer, const char *name, guint8 *to)
{
  JsonKind kind = json_peek(&answer->json);
  guint32 value = kind == JSON_TRUE;

  if (kind != JSON_TRUE && kind != JSON_FALSE)
    return refuse(answer, "\"%s\" needs true or false", name);
  memcpy(to, &value, sizeof value);
  return json_skip(&answer->json);
}

static gboolean
take_text(Answer *answer, const char *name, JsonText *text)
{
  if (json_peek(&answer->json) != JSON_STRING)
    return refuse(answer, "\"%s\" needs a text", name);
  return json_string(&answer->json, text);
}

static gboolean
take_choice(Answer *answer, const stemma_field *field, guint8 *to)
{
  JsonText text;

  if (!take_text(answer, field->name, &text))
    return FALSE;
  for (guint32 i = 0; field->choices[i]; i++)
    if (json_is(text, field->choices[i])) {
      memcpy(to, &i, sizeof i);
      return TRUE;
    }
  return refuse(answer, "\"%s\" cannot be \"%.40s\"", field->name, text.bytes);
}

static gboolean
take_string(Answer *answer, const stemma_field *field, guint8 *to)
{
  JsonText text;
  stemma_str str;

  if (!take_text(answer, field->name, &text))
    return FALSE;
  str =
      answer->writer->intern(answer->writer, text.bytes, (guint32)text.length);
  memcpy(to, &str, sizeof str);
  return TRUE;
}

/* null leaves a field that may be unset as it is. */
static gboolean
take_value(Answer *answer, const stemma_field *field)
{
  guint8 *to = answer->row + field->offset;
  stemma_row *head = (stemma_row *)(void *)answer->row;
  gint64 whole;

  if (json_peek(&answer->json) == JSON_NULL
      && field->flags & STEMMA_FIELD_NULLABLE)
    return json_skip(&answer->json);
  if (field->flags & STEMMA_FIELD_NULLABLE)
    head->present |= 1u << (field->bit & 31);
  switch (field->type) {
  case STEMMA_F64:
    return take_number(answer, field->name, to);
  case STEMMA_BOOL:
    return take_truth(answer, field->name, to);
  case STEMMA_ENUM:
    return take_choice(answer, field, to);
  case STEMMA_STR:
    return take_string(answer, field, to);
  case STEMMA_I64:
    if (!take_whole(answer, field->name, &whole))
      return FALSE;
    memcpy(to, &whole, sizeof whole);
    return TRUE;
  default:
    return refuse(answer, "\"%s\" cannot be written from here", field->name);
  }
}

/* "NAME_begin" or "NAME_end" of a span, as reports have them. */
static gboolean
take_span_part(Answer *answer, const stemma_field *field, JsonText key)
{
  gsize length = strlen(field->name);
  const char *rest = key.bytes + length;
  guint32 part;

  /* The field is called X_span, or just X. */
  if (g_str_has_suffix(field->name, "_span"))
    length -= strlen("_span");
  rest = key.bytes + length;
  if (strncmp(key.bytes, field->name, length) != 0)
    return FALSE;
  part = strcmp(rest, "_begin") == 0 ? 0 : strcmp(rest, "_end") == 0 ? 4 : 8;
  return part < 8
         && take_offset(
             answer, key.bytes,
             (guint32 *)(void *)(answer->row + field->offset + part));
}

static gboolean
take_member(Answer *answer, JsonText key)
{
  stemma_row *head = (stemma_row *)(void *)answer->row;
  const stemma_list fields = answer->layer->fields;

  if (json_is(key, "begin"))
    return take_offset(answer, "begin", &head->begin);
  if (json_is(key, "end"))
    return take_offset(answer, "end", &head->end);
  for (guint32 i = 0; i < fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, fields, i);
    if (field->type == STEMMA_SPAN && take_span_part(answer, field, key))
      return TRUE;
    if (field->type != STEMMA_SPAN && json_is(key, field->name))
      return take_value(answer, field);
  }
  /* A row may be given back as it was read. */
  if (json_is(key, "text"))
    return json_skip(&answer->json);
  return refuse(answer, "layer \"%s\" has no field \"%.60s\"",
                answer->layer->name, key.bytes);
}

static gboolean
take_row(Answer *answer)
{
  guint length = answer->rows->len;
  gboolean first = TRUE;
  JsonText key;

  if (json_peek(&answer->json) != JSON_OBJECT)
    return refuse(answer, "a row of \"%s\" must be an object",
                  answer->layer->name);
  g_byte_array_set_size(answer->rows, length + answer->layer->row_size);
  answer->row = answer->rows->data + length;
  memset(answer->row, 0, answer->layer->row_size);
  json_enter(&answer->json);
  while (json_more(&answer->json, '}', &first))
    if (!json_key(&answer->json, &key) || !take_member(answer, key))
      return FALSE;
  return TRUE;
}

static int
by_place(gconstpointer a, gconstpointer b, gpointer data)
{
  const stemma_row *one = a, *other = b;

  (void)data;
  if (one->begin != other->begin)
    return one->begin < other->begin ? -1 : 1;
  return one->end > other->end ? -1 : one->end < other->end;
}

/* A program need not know in which order rows stand. */
static gboolean
append_rows(Answer *answer)
{
  guint32 size = answer->layer->row_size, count = answer->rows->len / size;
  stemma_list rows = { answer->rows->data, count, size };

  if (answer->layer->flags & STEMMA_LAYER_SORTED && count > 1)
    g_qsort_with_data(answer->rows->data, (gint)count, size, by_place, NULL);
  return answer->writer->append(answer->writer, rows) == STEMMA_OK
         || refuse(answer, "it has more rows than a table holds");
}

static gboolean
take_layer(Answer *answer, const stemma_stage *stage, const stemma_job *job,
           JsonText name)
{
  gboolean first = TRUE;

  for (guint i = 0; i < job->output_count; i++) {
    answer->layer = STEMMA_AT(stemma_port, stage->writes, i)->layer;
    answer->writer = job->outputs[i];
    if (json_is(name, answer->layer->name))
      break;
    answer->layer = NULL;
  }
  if (!answer->layer)
    return refuse(answer, "the schema has no layer \"%.60s\" to write",
                  name.bytes);
  if (json_peek(&answer->json) != JSON_ARRAY)
    return refuse(answer, "layer \"%s\" must be a list of rows",
                  answer->layer->name);
  g_byte_array_set_size(answer->rows, 0);
  json_enter(&answer->json);
  while (json_more(&answer->json, ']', &first))
    if (!take_row(answer))
      return FALSE;
  return !answer->json.fault && append_rows(answer);
}

static gboolean
take_layers(Answer *answer, const stemma_stage *stage, const stemma_job *job)
{
  gboolean first = TRUE;
  JsonText name;

  if (json_peek(&answer->json) != JSON_OBJECT)
    return refuse(answer, "\"layers\" must be an object");
  json_enter(&answer->json);
  while (json_more(&answer->json, '}', &first))
    if (!json_key(&answer->json, &name)
        || !take_layer(answer, stage, job, name))
      return FALSE;
  return TRUE;
}

static gboolean
take_top(Answer *answer, const stemma_stage *stage, const stemma_job *job)
{
  gboolean first = TRUE;
  JsonText key, text;

  if (json_peek(&answer->json) != JSON_OBJECT)
    return refuse(answer, "the answer must be an object");
  json_enter(&answer->json);
  while (json_more(&answer->json, '}', &first)) {
    if (!json_key(&answer->json, &key))
      return FALSE;
    if (json_is(key, "layers")) {
      if (!take_layers(answer, stage, job))
        return FALSE;
    } else if (json_is(key, "error")) {
      if (!take_text(answer, "error", &text))
        return FALSE;
      return refuse(answer, "%s",
                    text.length > 0 ? text.bytes : "it gave no reason");
    } else if (!json_skip(&answer->json)) {
      return FALSE;
    }
  }
  return json_finish(&answer->json);
}

/* The room behind the line that the reader needs. */
static void
pad(GString *line)
{
  static const char padding[JSON_PADDING] = { 0 };
  gsize length = line->len;

  g_string_append_len(line, padding, sizeof padding);
  g_string_truncate(line, length);
}

stemma_status
answer_read(const stemma_stage *stage, const stemma_job *job,
            const ExecUnits *units, GString *line, GString *why)
{
  Answer answer = { .units = units, .why = why };
  gboolean good;

  g_string_truncate(why, 0);
  if (!g_utf8_validate(line->str, (gssize)line->len, NULL)) {
    g_string_assign(why, "the answer is not valid UTF-8");
    return STEMMA_E_INPUT;
  }
  answer.rows = g_byte_array_new();
  pad(line);
  json_start(&answer.json, line->str, line->len);
  good = take_top(&answer, stage, job);
  if (!good && answer.json.fault)
    refuse(&answer, "the answer is no JSON: at byte %u: %s",
           (guint)(answer.json.fault_at - answer.json.start),
           answer.json.fault);
  g_byte_array_unref(answer.rows);
  return good ? STEMMA_OK : STEMMA_E_INPUT;
}
