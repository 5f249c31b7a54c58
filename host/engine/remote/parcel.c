/* SPDX-License-Identifier: Apache-2.0
 *
 * parcel.c - see parcel.h.
 */
#include "parcel.h"
#include "../instance.h"
#include "../store/pack.h"
#include <string.h>

typedef struct {
  guint32 index;
  guint32 length;
  guint32 pairs;   /* strings of the metadata */
  guint32 strings; /* bytes of all strings, a multiple of 8 */
} DocumentPart;

/* A packed table without its rows follows. */
typedef struct {
  const void *rows;
  guint64 count;
} SharedPart;

typedef struct {
  guint32 level;
  guint32 length;
} LogPart;

static gsize
string_size(const stemma_doc *doc)
{
  gsize size = strlen(doc->id) + 1 + strlen(doc->language) + 1;

  for (guint i = 0; i < doc->meta.count; i++)
    size += strlen(*STEMMA_AT(char *, doc->meta, i)) + 1;
  return size;
}

static guint8 *
put_string(guint8 *at, const char *string)
{
  gsize length = strlen(string) + 1;

  memcpy(at, string, length);
  return at + length;
}

gboolean
parcel_put_document(FrameWriter *to, guint32 step, const stemma_doc *doc)
{
  gsize strings = (string_size(doc) + 7) & ~(gsize)7;
  DocumentPart part = { doc->index, doc->length, doc->meta.count,
                        (guint32)strings };
  guint8 *at = frame_put(to, FRAME_DOCUMENT, step,
                         sizeof part + strings + doc->length + 1);
  guint8 *string;

  if (!at)
    return FALSE;
  memcpy(at, &part, sizeof part);
  at += sizeof part;
  string = put_string(put_string(at, doc->id), doc->language);
  for (guint i = 0; i < doc->meta.count; i++)
    string = put_string(string, *STEMMA_AT(char *, doc->meta, i));
  memset(string, 0, (gsize)(at + strings - string));
  memcpy(at + strings, doc->text, (gsize)doc->length + 1);
  return TRUE;
}

static const char *
take_string(const char **at)
{
  const char *string = *at;

  *at += strlen(string) + 1;
  return string;
}

void
parcel_take_document(const guint8 *body, stemma_doc *doc, GPtrArray *pairs)
{
  const DocumentPart *part = (const void *)body;
  const char *at = (const char *)body + sizeof *part;
  const char *text = at + part->strings;

  *doc = (stemma_doc){ .size = sizeof *doc,
                       .index = part->index,
                       .text = text,
                       .length = part->length };
  doc->id = take_string(&at);
  doc->language = take_string(&at);
  g_ptr_array_set_size(pairs, 0);
  for (guint i = 0; i < part->pairs; i++)
    g_ptr_array_add(pairs, (gpointer)(guintptr)take_string(&at));
  doc->meta = (stemma_list){ pairs->pdata, part->pairs, sizeof(char *) };
}

gboolean
parcel_put_table(FrameWriter *to, guint32 step, guint32 port,
                 const stemma_table *table)
{
  guint8 *at = frame_put(to, FRAME_TABLE, step, (gsize)pack_size(table));

  if (!at)
    return FALSE;
  pack_table(at, port, table);
  return TRUE;
}

guint32
parcel_take_table(const guint8 *body, guint64 length, stemma_table *table)
{
  PackReader from = { body, body + length };
  PackedTable packed;

  if (!pack_take_table(&from, &packed))
    return G_MAXUINT32;
  table->rows = (stemma_list){ packed.rows, packed.count, packed.stride };
  table->pool = packed.pool;
  table->pool_length = packed.pool_length;
  return packed.number;
}

gboolean
parcel_put_shared(FrameWriter *to, guint32 step, guint32 port,
                  const stemma_table *table)
{
  const SharedPart part = { table->rows.items, table->rows.count };
  stemma_table rest = *table;
  guint8 *at;

  rest.rows.count = 0;
  at = frame_put(to, FRAME_SHARED, step, sizeof part + (gsize)pack_size(&rest));
  if (!at)
    return FALSE;
  memcpy(at, &part, sizeof part);
  pack_table(at + sizeof part, port, &rest);
  return TRUE;
}

guint32
parcel_take_shared(const guint8 *body, guint64 length, stemma_table *table)
{
  SharedPart part;
  guint32 port;

  memcpy(&part, body, sizeof part);
  port = parcel_take_table(body + sizeof part, length - sizeof part, table);
  table->rows.items = part.rows;
  table->rows.count = (guint32)part.count;
  return port;
}

guint32
parcel_port(const guint8 *body, guint64 length)
{
  return pack_number(body, length);
}

/* Copies rows that the host has checked for their strings alone. */
static gboolean
append_rows(Table *into, Table *from)
{
  for (guint32 i = 0; i < table_count(from); i++)
    if (!table_copy_row(into, table_view(from), i))
      return FALSE;
  return TRUE;
}

static gboolean
refuse(TableFault *fault, const char *words)
{
  *fault = (TableFault){ 0 };
  g_strlcpy(fault->message, words, sizeof fault->message);
  return FALSE;
}

/* The empty string is the pool's first byte. */
static gboolean
check_loaded(Table *table, TableFault *fault)
{
  if (*table_view(table)->pool != '\0')
    refuse(fault, "its text does not begin with the empty string");
  else if (table_check_strings(table_view(table), fault))
    return TRUE;
  table_clear(table);
  return FALSE;
}

/* What is checked is our copy: the frame may change meanwhile. */
gboolean
parcel_load(const guint8 *body, guint64 length, Table *into, TableFault *fault)
{
  gboolean direct = table_count(into) == 0;
  g_autoptr(Table) apart = NULL;
  PackReader from = { body, body + length };
  PackedTable packed;

  if (!pack_take_table(&from, &packed))
    return refuse(fault, "it is cut short");
  if (packed.stride != table_schema(into)->stride || packed.pool_length == 0
      || from.at != from.end)
    return refuse(fault, "its rows or its text are not as long as it says");
  if (!direct)
    apart = table_new(table_schema(into));
  if (!pack_load(&packed, direct ? into : apart))
    return refuse(fault, "it has more rows or text than a table holds");
  if (!check_loaded(direct ? into : apart, fault))
    return FALSE;
  return direct || append_rows(into, apart)
         || refuse(fault, "it has more rows or text than a table holds");
}

gboolean
parcel_put_log(FrameWriter *to, guint32 step, guint32 level, const char *line)
{
  LogPart part = { level, (guint32)strlen(line) };

  return frame_put_parts(to, FRAME_LOG, step, &part, sizeof part, line,
                         part.length);
}

char *
parcel_log(const guint8 *body, guint64 length, guint32 *level)
{
  LogPart part;

  if (length < sizeof part)
    return NULL;
  memcpy(&part, body, sizeof part);
  if (part.length != length - sizeof part)
    return NULL;
  *level = part.level;
  return safe_line((const char *)body + sizeof part, part.length);
}
