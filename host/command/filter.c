/* SPDX-License-Identifier: Apache-2.0
 *
 * filter.c - every line is checked by our own strict reader first: json-glib
 * crashes on deep nesting.
 */
#include "filter.h"

#include "../corpus/json.h"
#include "../corpus/stream.h"
#include "../corpus/utf8.h"
#include "../output/sink/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>

/* Longer lines are refused. */
#define LONGEST_LINE ((guint64)1 << 30)
#define STATUS_CLOSED 141

G_DEFINE_QUARK(stemma - filter - error - quark, filter_error)

typedef struct {
  FilterLine answer;
  gpointer data;
  Sink *sink;
  GString *out;
  JsonParser *parser;
  gboolean trouble;
} Filter;

static void
tell(Filter *filter, const char *name, guint line, guint column,
     const char *message)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  Place place = { .file = place_text(name),
                  .line = line,
                  .column = column,
                  .end_column = column + (column > 0) };

  diagnostics_add(all, DIAGNOSTIC_ERROR, line ? "E604" : "E602", &place, "%s",
                  message);
  diagnostics_print(all, DIAGNOSTICS_TEXT, FALSE, stderr);
  filter->trouble = TRUE;
}

/* Is it one strict JSON value?  Else tells where it is not. */
static gboolean
is_sound(Filter *filter, const char *name, guint number, StreamLine *line)
{
  guint at_line, column = 1;
  JsonLine json;
  gsize bad;

  if (line->size > line->length) {
    tell(filter, name, number, 1, "the line is longer than 1 GiB");
    return FALSE;
  }
  if (!utf8_check(line->bytes, line->length, &bad)) {
    utf8_place(line->bytes, bad, &at_line, &column);
    tell(filter, name, number, column, "the line is not valid UTF-8");
    return FALSE;
  }
  json_start(&json, line->bytes, line->length);
  if (json_peek(&json) == JSON_OBJECT && json_skip(&json) && json_finish(&json))
    return TRUE;
  if (json.fault)
    utf8_place(line->bytes, (gsize)(json.fault_at - line->bytes), &at_line,
               &column);
  tell(filter, name, number, column,
       json.fault ? json.fault : "expected a JSON object");
  return FALSE;
}

static gboolean
answer_line(Filter *filter, const char *name, guint number, StreamLine *line,
            GError **error)
{
  g_autoptr(GError) fault = NULL;

  g_string_truncate(filter->out, 0);
  if (!is_sound(filter, name, number, line))
    return TRUE;
  if (!json_parser_load_from_data(filter->parser, line->bytes,
                                  (gssize)line->length, &fault)
      || !filter->answer(
          filter->data,
          json_node_get_object(json_parser_get_root(filter->parser)),
          filter->out, &fault)) {
    tell(filter, name, number, 1, fault->message);
    return TRUE;
  }
  return sink_write(filter->sink, filter->out->str, filter->out->len, error);
}

static gboolean
is_blank(const StreamLine *line)
{
  for (gsize i = 0; i < line->length; i++)
    if (!g_ascii_isspace(line->bytes[i]))
      return FALSE;
  return TRUE;
}

static gboolean
answer_file(Filter *filter, const char *name, GError **error)
{
  gboolean standard = strcmp(name, "-") == 0;
  int fd = standard ? 0 : open(name, O_RDONLY | O_CLOEXEC);
  g_autofree char *shown = g_filename_display_name(standard ? "stdin" : name);
  g_autoptr(Stream) stream = NULL;
  StreamLine line;

  if (fd < 0) {
    g_autofree char *message =
        g_strdup_printf("cannot read: %s", g_strerror(errno));
    tell(filter, shown, 0, 0, message);
    return TRUE;
  }
  stream = stream_new(fd, LONGEST_LINE);
  for (guint number = 1; stream_line(stream, &line); number++)
    if (!is_blank(&line) && !answer_line(filter, shown, number, &line, error))
      return FALSE;
  if (stream_errno(stream))
    tell(filter, shown, 0, 0, g_strerror(stream_errno(stream)));
  return TRUE;
}

static gboolean
answer_files(Filter *filter, char **names, GError **error)
{
  static char *const standard[] = { (char *)"-", NULL };

  for (char *const *name = *names ? names : standard; *name; name++)
    if (!answer_file(filter, *name, error))
      return FALSE;
  return sink_commit(filter->sink, error);
}

int
filter_run(char **names, FilterLine answer, gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Sink) sink = NULL;
  g_autoptr(GString) out = g_string_new(NULL);
  g_autoptr(JsonParser) parser = json_parser_new();
  Filter filter = { answer, data, NULL, out, parser, FALSE };

  signal(SIGPIPE, SIG_IGN);
  sink = sink_new(NULL, NULL, FALSE, &error);
  filter.sink = sink;
  if (sink && answer_files(&filter, names, &error))
    return filter.trouble ? STATUS_TROUBLE : STATUS_DONE;
  if (g_error_matches(error, SINK_ERROR, SINK_ERROR_CLOSED))
    return STATUS_CLOSED;
  fprintf(stderr, "stemma: %s [E802]\n", error->message);
  return STATUS_TROUBLE;
}

static JsonNode *
member(JsonObject *object, const char *name, const char *wanted, GError **error)
{
  JsonNode *node = json_object_get_member(object, name);

  if (!node)
    g_set_error(error, FILTER_ERROR, 0, "expected a member \"%s\": %s", name,
                wanted);
  return node;
}

static void
wrong_type(const char *name, const char *wanted, GError **error)
{
  g_set_error(error, FILTER_ERROR, 0, "\"%s\" must be %s", name, wanted);
}

static gboolean
holds(JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == type;
}

const char *
filter_string(JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = member(object, name, "a string", error);

  if (node && !holds(node, G_TYPE_STRING))
    wrong_type(name, "a string", error);
  return node && holds(node, G_TYPE_STRING) ? json_node_get_string(node) : NULL;
}

JsonArray *
filter_strings(JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = member(object, name, "a list of strings", error);
  JsonArray *array;

  if (!node)
    return NULL;
  array = JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
  for (guint i = 0; array && i < json_array_get_length(array); i++)
    if (!holds(json_array_get_element(array, i), G_TYPE_STRING))
      array = NULL;
  if (!array)
    wrong_type(name, "a list of strings", error);
  return array;
}

JsonObject *
filter_object(JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = member(object, name, "an object", error);

  if (!node || JSON_NODE_HOLDS_OBJECT(node))
    return node ? json_node_get_object(node) : NULL;
  wrong_type(name, "an object", error);
  return NULL;
}

static JsonNode *
value(JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member(object, name) : NULL;

  return node && JSON_NODE_HOLDS_VALUE(node) ? node : NULL;
}

gboolean
filter_flag(JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = value(object, name);

  return node && holds(node, G_TYPE_BOOLEAN) ? json_node_get_boolean(node)
                                             : fallback;
}

double
filter_number(JsonObject *object, const char *name, double fallback)
{
  JsonNode *node = value(object, name);

  if (!node || (!holds(node, G_TYPE_INT64) && !holds(node, G_TYPE_DOUBLE)))
    return fallback;
  return json_node_get_double(node);
}

const char *
filter_word(JsonObject *object, const char *name, const char *fallback)
{
  JsonNode *node = value(object, name);

  return node && holds(node, G_TYPE_STRING) ? json_node_get_string(node)
                                            : fallback;
}
