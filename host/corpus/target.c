/* SPDX-License-Identifier: Apache-2.0
 *
 * target.c - spans are read where they stand, and checked when the text, which
 * may come later in the line, is known.
 */
#include "target.h"

#include "line.h"

/* Given spans, before they are rows. */
typedef struct {
  guint64 begin;
  guint64 end;
  JsonText name;
  guint seen; /* bits of the members below */
} Target;

enum { HAS_BEGIN = 1, HAS_END = 2, HAS_NAME = 4 };

static const Schema target_schema = { (char *)"target", &stemma_target_layer,
                                      sizeof(stemma_target) };

/* A span's end: a whole number below 2^32. */
static gboolean
read_offset(JsonLine *json, guint64 *offset)
{
  JsonText number;

  if (json_peek(json) != JSON_NUMBER || !json_number(json, &number))
    return FALSE;
  return g_ascii_string_to_unsigned(number.bytes, 10, 0, G_MAXUINT32, offset,
                                    NULL);
}

static gboolean
read_target_member(JsonLine *json, JsonText key, Target *target)
{
  if (json_is(key, "begin")) {
    target->seen |= HAS_BEGIN;
    return read_offset(json, &target->begin);
  }
  if (json_is(key, "end")) {
    target->seen |= HAS_END;
    return read_offset(json, &target->end);
  }
  if (json_is(key, "name") && json_peek(json) == JSON_STRING) {
    target->seen |= HAS_NAME;
    return json_string(json, &target->name);
  }
  return json_skip(json);
}

static gboolean
read_target(JsonLine *json, Target *target)
{
  gboolean first = TRUE;
  JsonText key;

  if (json_peek(json) != JSON_OBJECT || !json_enter(json))
    return FALSE;
  while (json_more(json, '}', &first))
    if (!json_key(json, &key) || !read_target_member(json, key, target))
      return FALSE;
  return (target->seen & (HAS_BEGIN | HAS_END)) == (HAS_BEGIN | HAS_END);
}

GArray *
targets_read(Document *document, JsonLine *json)
{
  g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(Target));
  gboolean first = TRUE;

  if (json_peek(json) == JSON_ARRAY) {
    json_enter(json);
    while (json_more(json, ']', &first)) {
      Target target = { 0 };

      if (!read_target(json, &target))
        goto bad;
      g_array_append_val(targets, target);
    }
    return g_steal_pointer(&targets);
  }
bad:
  line_fail(document,
            "target %u: expected {\"begin\": NUMBER, \"end\": NUMBER}",
            targets->len + 1);
  return NULL;
}

static gboolean
is_boundary(const Document *document, guint64 offset)
{
  return ((guchar)document->text[offset] & 0xC0) != 0x80;
}

static gboolean
check_target(Document *document, const Target *target, guint number)
{
  const char *fault = NULL;

  if (target->begin > target->end)
    fault = "ends before it begins";
  else if (target->end > document->doc.length)
    fault = "lies outside the text";
  else if (!is_boundary(document, target->begin)
           || !is_boundary(document, target->end))
    fault = "lies inside a character";
  else
    return TRUE;
  line_fail(document,
            "target %u, from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
            ", %s (spans count bytes of \"text\", which has %u)",
            number, target->begin, target->end, fault, document->doc.length);
  return FALSE;
}

/* By begin, then by descending end, as the layer promises. */
static int
compare_targets(const void *first, const void *second)
{
  const Target *a = first, *b = second;

  if (a->begin != b->begin)
    return a->begin < b->begin ? -1 : 1;
  return (a->end < b->end) - (a->end > b->end);
}

void
targets_add(Document *document, GArray *targets)
{
  stemma_writer *writer;

  for (guint i = 0; i < targets->len; i++)
    if (!check_target(document, &g_array_index(targets, Target, i), i + 1))
      return;
  /* A stable sort, so that equal spans keep the order of the input. */
  g_array_sort(targets, compare_targets);
  document->targets = table_new(&target_schema);
  writer = table_writer(document->targets, sizeof(stemma_target), 0);
  for (guint i = 0; i < targets->len; i++) {
    const Target *target = &g_array_index(targets, Target, i);
    stemma_target row = { 0 };

    row.row.begin = (guint32)target->begin;
    row.row.end = (guint32)target->end;
    if (target->name.length > 0)
      row.name = writer->intern(writer, target->name.bytes,
                                (guint32)target->name.length);
    stemma_append(writer, &row, sizeof row);
  }
}
