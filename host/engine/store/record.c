/* SPDX-License-Identifier: Apache-2.0
 *
 * record.c - see record.h.
 */
#include "record.h"
#include "pack.h"
#include <string.h>

enum { HAS_DOCUMENT = 1u << 0, HAS_ERROR = 1u << 1 };

typedef struct {
  guint32 flags;
  guint32 tables;
} Head;

/* The strings follow: id, path, language, of the metadata each type, key and
 * value, and the text. */
typedef struct {
  guint32 index;
  guint32 line;
  guint32 meta;
  guint32 lines;
  guint32 html;
  guint32 text; /* bytes */
} DocumentPart;

/* With its NUL; NULL is "". */
static void
put_string(GByteArray *to, const char *string)
{
  const char *some = string ? string : "";

  g_byte_array_append(to, (const guint8 *)some, (guint)strlen(some) + 1);
}

/* Strings stand one after the other; what follows them is aligned again. */
static void
end_strings(GByteArray *to, guint begin)
{
  static const guint8 zeros[8];
  const guint over = (to->len - begin) % sizeof zeros;

  g_byte_array_append(to, zeros, over ? (guint)sizeof zeros - over : 0);
}

static void
put_meta(GByteArray *to, const Meta *meta)
{
  const guint8 type = (guint8)meta->type;

  g_byte_array_append(to, &type, 1);
  put_string(to, meta->key);
  put_string(to, meta->value);
}

static void
put_document(GByteArray *to, const Document *document)
{
  guint meta = document->meta ? document->meta->len : 0;
  guint lines = document->lines ? document->lines->len : 0;
  DocumentPart part = { document->doc.index,
                        document->line,
                        meta,
                        lines,
                        document->html ? 1 : 0,
                        document->doc.text ? document->doc.length : 0 };
  guint begin;

  pack_put(to, &part, sizeof part);
  begin = to->len;
  put_string(to, document->id);
  put_string(to, document->path);
  put_string(to, document->doc.language);
  for (guint i = 0; i < meta; i++)
    put_meta(to, &g_array_index(document->meta, Meta, i));
  if (part.text)
    g_byte_array_append(to, (const guint8 *)document->doc.text, part.text);
  g_byte_array_append(to, (const guint8 *)"", 1);
  end_strings(to, begin);
  if (lines)
    pack_put(to, document->lines->data, lines * sizeof(TextLine));
}

static void
put_error(GByteArray *to, const DocumentError *error)
{
  guint32 place[2] = { error->line, error->column };
  guint begin;

  pack_put(to, place, sizeof place);
  begin = to->len;
  put_string(to, error->code);
  put_string(to, error->stage);
  put_string(to, error->message);
  put_string(to, error->hint);
  end_strings(to, begin);
}

static gboolean
is_kept(const Flight *flight, guint i)
{
  const Slot *slot = plan_slot(flight->engine->plan, i);

  return flight->tables[i] && slot->pass == flight->pass
         && slot->last_pass > flight->pass && !flight->document->error;
}

static guint32
put_tables(GByteArray *to, const Flight *flight)
{
  guint32 count = 0;

  for (guint i = 0; i < flight->engine->plan->slots->len; i++) {
    if (!is_kept(flight, i))
      continue;
    pack_put_table(to, i, table_view(flight->tables[i]));
    count++;
  }
  return count;
}

void
record_pack(const Flight *flight, GByteArray *to)
{
  const Document *document = flight->document;
  Head head = { 0, 0 };

  g_byte_array_set_size(to, 0);
  pack_put(to, &head, sizeof head);
  if (flight->pass == 0) {
    head.flags |= HAS_DOCUMENT;
    put_document(to, document);
  }
  if (document->error) {
    head.flags |= HAS_ERROR;
    put_error(to, document->error);
  }
  head.tables = put_tables(to, flight);
  if (head.flags == 0 && head.tables == 0)
    g_byte_array_set_size(to, 0);
  else
    memcpy(to->data, &head, sizeof head);
}

/* Our own bytes are whole. */
static const void *
take(PackReader *from, gsize length)
{
  const void *taken = pack_take(from, length);

  g_assert(taken);
  return taken;
}

/* Strings that are read one by one. */
typedef struct {
  const char *begin;
  const char *at;
} Strings;

static Strings
strings_begin(const PackReader *from)
{
  return (Strings){ (const char *)from->at, (const char *)from->at };
}

static const char *
strings_take(Strings *strings, gsize length)
{
  const char *taken = strings->at;

  strings->at += length + 1;
  return taken;
}

static const char *
strings_next(Strings *strings)
{
  return strings_take(strings, strlen(strings->at));
}

static void
strings_end(const Strings *strings, PackReader *from)
{
  take(from, (gsize)(strings->at - strings->begin));
}

static void
take_meta(Strings *from, Document *document, guint count)
{
  document->meta = g_array_sized_new(FALSE, FALSE, sizeof(Meta), count);
  document->pairs = g_new(const char *, 2 * count + 1);
  for (guint i = 0; i < count; i++) {
    Meta meta = { .type = (MetaType)*from->at++ };
    meta.key = document->pairs[2 * i] = strings_next(from);
    meta.value = document->pairs[2 * i + 1] = strings_next(from);
    g_array_append_val(document->meta, meta);
  }
  document->doc.meta =
      (stemma_list){ document->pairs, 2 * count, sizeof(char *) };
}

static Document *
take_document(PackReader *from)
{
  Document *document = g_new0(Document, 1);
  DocumentPart part;
  Strings strings;

  memcpy(&part, take(from, sizeof part), sizeof part);
  strings = strings_begin(from);
  document->line = part.line;
  document->loaded = TRUE;
  document->id = g_strdup(strings_next(&strings));
  document->path = g_ref_string_new(strings_next(&strings));
  document->doc.size = sizeof document->doc;
  document->doc.index = part.index;
  document->doc.id = document->id;
  document->doc.language = strings_next(&strings);
  take_meta(&strings, document, part.meta);
  document->text = document->doc.text = strings_take(&strings, part.text);
  document->doc.length = part.text;
  strings_end(&strings, from);
  document->html = part.html != 0;
  if (part.lines) {
    const TextLine *lines = take(from, part.lines * sizeof *lines);

    document->lines = g_array_append_vals(
        g_array_new(FALSE, FALSE, sizeof *lines), lines, part.lines);
  }
  return document;
}

static void
take_error(PackReader *from, Document *document)
{
  const guint32 *place = take(from, 2 * sizeof *place);
  Strings strings = strings_begin(from);
  const char *code = g_intern_string(strings_next(&strings));
  const char *stage = strings_next(&strings);
  const char *message = strings_next(&strings);
  const char *hint = strings_next(&strings);

  strings_end(&strings, from);
  document_fail(document, *stage ? stage : NULL, code, "%s", message);
  document->error->line = place[0];
  document->error->column = place[1];
  document->error->hint = *hint ? g_strdup(hint) : NULL;
}

static void
take_table(PackReader *from, Flight *flight)
{
  PackedTable table;
  gboolean whole = pack_take_table(from, &table);

  g_assert(whole);
  /* A slot that no later pass needs is passed over. */
  if (flight->tables[table.number])
    pack_load(&table, flight->tables[table.number]);
}

void
record_unpack(Flight *flight, const guint8 *bytes, gsize length)
{
  PackReader from = { bytes, bytes + length };
  Head head;

  memcpy(&head, take(&from, sizeof head), sizeof head);
  if (head.flags & HAS_DOCUMENT)
    flight->document = take_document(&from);
  if (head.flags & HAS_ERROR)
    take_error(&from, flight->document);
  for (guint32 i = 0; i < head.tables; i++)
    take_table(&from, flight);
}
