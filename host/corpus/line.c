/* SPDX-License-Identifier: Apache-2.0
 *
 * line.c - one line of JSON Lines to a document.
 *
 * The line is read twice: first all of it is checked and left as it is, so
 * that a fault has its column; then strings are unescaped in place.  The check
 * runs at the speed of memory and tells the second pass where strings end, so
 * that this one neither looks at each byte nor can fail on syntax.
 */
#include "line.h"

#include "json.h"
#include "target.h"
#include "utf8.h"
#include <string.h>

/* A name that is written with escapes is at most 12 bytes long. */
static gboolean
raw_is_id(JsonLine *json, JsonText raw)
{
  char name[16];

  if (raw.length > 12)
    return FALSE;
  return json_unescape(json, raw, name) == 2 && memcmp(name, "id", 2) == 0;
}

/* A valid id from a raw string, or NULL. */
static char *
take_id(JsonLine *json, JsonText raw)
{
  g_autofree char *id = g_malloc(raw.length + 1);
  gssize length = json_unescape(json, raw, id);

  if (length <= 0 || !g_utf8_validate_len(id, (gsize)length, NULL))
    return NULL;
  return g_steal_pointer(&id);
}

char *
line_id(char *bytes, gsize length)
{
  gboolean first = TRUE;
  JsonLine json;
  JsonText raw;

  json_start(&json, bytes, length);
  if (json_peek(&json) != JSON_OBJECT || !json_enter(&json))
    return NULL;
  while (json_more(&json, '}', &first)) {
    if (!json_raw_string(&json, &raw))
      return NULL;
    if (json.at >= json.end || *json.at != ':') {
      while (json.at < json.end && g_ascii_isspace(*json.at))
        json.at++;
      if (json.at >= json.end || *json.at != ':')
        return NULL;
    }
    json.at++;
    if (!raw_is_id(&json, raw)) {
      if (!json_skip(&json))
        return NULL;
      continue;
    }
    return json_raw_string(&json, &raw) ? take_id(&json, raw) : NULL;
  }
  return NULL;
}

/* Names what stands at the fault. */
static char *
found(const JsonLine *json)
{
  char character[8] = { 0 };

  if (json->fault_at >= json->end)
    return g_strdup("the end of the line");
  if ((guchar)*json->fault_at < 0x20 || *json->fault_at == 0x7F)
    return g_strdup_printf("the byte 0x%02X", (guint)(guchar)*json->fault_at);
  g_unichar_to_utf8(g_utf8_get_char(json->fault_at), character);
  return g_strdup_printf("\"%s\"", character);
}

static void
fail_syntax(Document *document, const JsonLine *json)
{
  g_autofree char *what = found(json);
  guint line, column;

  utf8_place(json->start, (gsize)(json->fault_at - json->start), &line,
             &column);
  document_fail_at(document, "E604", document->line, column, NULL,
                   "%s, found %s", json->fault, what);
}

void
line_fail(Document *document, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start(arguments, format);
  message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  document_fail_at(document, "E604", document->line, 1, NULL, "%s", message);
}

static gboolean
check_syntax(Document *document, JsonStops *stops)
{
  JsonLine json;

  json_start(&json, document->buffer, document->length);
  stops->count = 0;
  json.noted = stops;
  if (json_peek(&json) != JSON_OBJECT && !json.fault) {
    json.fault = "expected an object";
    json.fault_at = json.at;
  }
  if (json_skip(&json) && json_finish(&json))
    return TRUE;
  fail_syntax(document, &json);
  return FALSE;
}

static void
read_meta(Document *document, JsonLine *json, const char *key)
{
  JsonKind kind = json_peek(json);
  JsonText value;

  if (kind == JSON_STRING && json_string(json, &value))
    document_add_meta(document, key, value.bytes, META_TEXT);
  else if (kind == JSON_NUMBER && json_number(json, &value))
    document_add_meta(document, key, value.bytes, META_NUMBER);
  else if (kind == JSON_TRUE || kind == JSON_FALSE) {
    document_add_meta(document, key, kind == JSON_TRUE ? "true" : "false",
                      META_BOOL);
    json_skip(json);
  } else {
    json_skip(json);
  }
}

/* What the host itself reads of a line. */
typedef struct {
  JsonText id;
  JsonText text;
  GArray *targets;
  guint seen;
} Members;

enum { SEEN_ID = 1, SEEN_TEXT = 2, SEEN_TARGETS = 4 };

static gboolean
see(Document *document, Members *members, guint bit, const char *name)
{
  if (members->seen & bit) {
    line_fail(document, "the member \"%s\" stands twice", name);
    return FALSE;
  }
  members->seen |= bit;
  return TRUE;
}

static gboolean
read_text(Document *document, JsonLine *json, const char *name, JsonText *text)
{
  if (json_peek(json) == JSON_STRING)
    return json_string(json, text);
  line_fail(document, "the member \"%s\" must be a string", name);
  return FALSE;
}

static gboolean
read_member(Document *document, JsonLine *json, JsonText key, Members *members)
{
  if (json_is(key, "id"))
    return see(document, members, SEEN_ID, "id")
           && read_text(document, json, "id", &members->id);
  if (json_is(key, "text"))
    return see(document, members, SEEN_TEXT, "text")
           && read_text(document, json, "text", &members->text);
  if (json_is(key, "targets"))
    return see(document, members, SEEN_TARGETS, "targets")
           && (members->targets = targets_read(document, json));
  if (json_is(key, "layers"))
    return json_skip(json);
  read_meta(document, json, key.bytes);
  return TRUE;
}

/* A name that stands twice would make a report that is not strict JSON. */
static gboolean
check_meta(Document *document)
{
  const char *name = document_double_meta(document);

  if (name)
    line_fail(document, "the member \"%s\" stands twice", name);
  return !name;
}

/* A failed document shows nothing of itself. */
static void
forget(Document *document)
{
  document_set_text(document, "", 0);
  document->doc.language = "";
  document->doc.meta = (stemma_list){ NULL, 0, sizeof(char *) };
  g_clear_pointer(&document->meta, g_array_unref);
}

static void
use_members(Document *document, const Members *members)
{
  if (!(members->seen & SEEN_ID)) {
    line_fail(document, "the member \"id\" is missing");
  } else if (members->id.length == 0) {
    line_fail(document, "the member \"id\" is empty");
  } else if (!(members->seen & SEEN_TEXT)) {
    line_fail(document, "the member \"text\" is missing");
  } else if (check_meta(document)) {
    document_set_text(document, members->text.bytes, members->text.length);
    document_publish_meta(document);
    if (members->targets)
      targets_add(document, members->targets);
  }
}

void
line_parse(Document *document)
{
  Members members = { 0 };
  gboolean first = TRUE;
  JsonStops stops;
  JsonLine json;
  JsonText key;

  if (!document_check_text(document, document->buffer, document->length,
                           document->line, document->offset)
      || !check_syntax(document, &stops))
    return;
  json_start(&json, document->buffer, document->length);
  json.known = &stops;
  json_enter(&json);
  while (!document->error && json_more(&json, '}', &first))
    if (!json_key(&json, &key) || !read_member(document, &json, key, &members))
      break;
  if (!document->error)
    use_members(document, &members);
  if (document->error)
    forget(document);
  g_clear_pointer(&members.targets, g_array_unref);
}
