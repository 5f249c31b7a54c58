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

typedef struct {
  guint32 index;
  guint32 line;
  guint32 meta;
  guint32 lines;
  guint64 html;
} DocumentPart;

/* With its NUL; NULL is "". */
static void
put_string(GByteArray *to, const char *string)
{
  guint64 length = string ? strlen(string) : 0;

  pack_put(to, &length, sizeof length);
  pack_put(to, string ? string : "", length + 1);
}

static void
put_document(GByteArray *to, const Document *document)
{
  guint meta = document->meta ? document->meta->len : 0;
  guint lines = document->lines ? document->lines->len : 0;
  DocumentPart part = { document->doc.index, document->line, meta, lines,
                        document->html ? 1 : 0 };

  pack_put(to, &part, sizeof part);
  put_string(to, document->id);
  put_string(to, document->path);
  put_string(to, document->doc.language);
  put_string(to, document->doc.text);
  for (guint i = 0; i < meta; i++) {
    const Meta *one = &g_array_index(document->meta, Meta, i);
    guint64 type = one->type;
    pack_put(to, &type, sizeof type);
    put_string(to, one->key);
    put_string(to, one->value);
  }
  if (lines)
    pack_put(to, document->lines->data, lines * sizeof(TextLine));
}

static void
put_error(GByteArray *to, const DocumentError *error)
{
  guint32 place[2] = { error->line, error->column };

  pack_put(to, place, sizeof place);
  put_string(to, error->code);
  put_string(to, error->stage);
  put_string(to, error->message);
  put_string(to, error->hint);
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

static const char *
take_string(PackReader *from, gsize *length)
{
  guint64 bytes;

  memcpy(&bytes, take(from, sizeof bytes), sizeof bytes);
  if (length)
    *length = (gsize)bytes;
  return take(from, bytes + 1);
}

static void
take_meta(PackReader *from, Document *document, guint count)
{
  document->meta = g_array_sized_new(FALSE, FALSE, sizeof(Meta), count);
  document->pairs = g_new(const char *, 2 * count + 1);
  for (guint i = 0; i < count; i++) {
    Meta meta;
    guint64 type;
    memcpy(&type, take(from, sizeof type), sizeof type);
    meta.type = (MetaType)type;
    meta.key = document->pairs[2 * i] = take_string(from, NULL);
    meta.value = document->pairs[2 * i + 1] = take_string(from, NULL);
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
  gsize length;

  memcpy(&part, take(from, sizeof part), sizeof part);
  document->line = part.line;
  document->loaded = TRUE;
  document->id = g_strdup(take_string(from, NULL));
  document->path = g_ref_string_new(take_string(from, NULL));
  document->doc.size = sizeof document->doc;
  document->doc.index = part.index;
  document->doc.id = document->id;
  document->doc.language = take_string(from, NULL);
  document->text = document->doc.text = take_string(from, &length);
  document->doc.length = (guint32)length;
  take_meta(from, document, part.meta);
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
  const char *code = g_intern_string(take_string(from, NULL));
  const char *stage = take_string(from, NULL);
  const char *message = take_string(from, NULL);
  const char *hint = take_string(from, NULL);

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
