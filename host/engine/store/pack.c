/* SPDX-License-Identifier: Apache-2.0
 *
 * pack.c - see pack.h.
 */
#include "pack.h"
#include <string.h>

typedef struct {
  guint32 number;
  guint32 count;
  guint32 stride;
  guint32 pool;
} TableHead;

static guint64
padded(guint64 length)
{
  return (length + 7) & ~(guint64)7;
}

static guint8 *
copy(guint8 *to, const void *bytes, gsize length)
{
  const gsize whole = (gsize)padded(length);

  if (length > 0)
    memcpy(to, bytes, length);
  memset(to + length, 0, whole - length);
  return to + whole;
}

static guint8 *
grow(GByteArray *to, gsize length)
{
  const guint at = to->len;

  g_byte_array_set_size(to, at + (guint)length);
  return to->data + at;
}

void
pack_put(GByteArray *to, const void *bytes, gsize length)
{
  copy(grow(to, (gsize)padded(length)), bytes, length);
}

static gsize
rows_length(const stemma_table *table)
{
  return (gsize)table->rows.count * table->rows.stride;
}

guint64
pack_size(const stemma_table *table)
{
  return sizeof(TableHead) + padded(rows_length(table))
         + padded(table->pool_length);
}

void
pack_table(guint8 *to, guint32 number, const stemma_table *table)
{
  const TableHead head = { number, table->rows.count, table->rows.stride,
                           table->pool_length };

  to = copy(to, &head, sizeof head);
  to = copy(to, table->rows.items, rows_length(table));
  copy(to, table->pool, table->pool_length);
}

void
pack_put_table(GByteArray *to, guint32 number, const stemma_table *table)
{
  pack_table(grow(to, (gsize)pack_size(table)), number, table);
}

const void *
pack_take(PackReader *from, guint64 length)
{
  const guint64 whole = padded(length);
  const guint8 *taken = from->at;

  if (whole < length || (guint64)(from->end - taken) < whole)
    return NULL;
  from->at += whole;
  return taken;
}

guint32
pack_number(const guint8 *bytes, guint64 length)
{
  TableHead head;

  if (length < sizeof head)
    return G_MAXUINT32;
  memcpy(&head, bytes, sizeof head);
  return head.number;
}

gboolean
pack_take_table(PackReader *from, PackedTable *table)
{
  const void *bytes = pack_take(from, sizeof(TableHead));
  TableHead head;

  if (!bytes)
    return FALSE;
  /* Once, as another process may hold the bytes too. */
  memcpy(&head, bytes, sizeof head);
  *table = (PackedTable){ head.number, head.count, head.stride,
                          head.pool,   NULL,       NULL };
  table->rows = pack_take(from, (guint64)head.count * head.stride);
  table->pool = pack_take(from, head.pool);
  return table->rows && table->pool;
}

gboolean
pack_load(const PackedTable *from, Table *into)
{
  return from->stride == table_schema(into)->stride
         && table_load(into, from->rows, from->count, from->stride, from->pool,
                       from->pool_length);
}
