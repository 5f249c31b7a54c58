/* SPDX-License-Identifier: Apache-2.0
 *
 * table.c - see table.h.  The view and the writer are kept current with each
 * append, so that a stage's jobs can point to them once and for all.
 */
#include "table.h"
#include "pool.h"
#include <string.h>

/* More bytes than this are given back when a document needed far less. */
#define KEEP (1u << 20)

struct Table {
  gint references;
  const Schema *schema;
  stemma_table view;
  stemma_writer writer;
  guint8 *rows;
  guint32 capacity;
  TableSite site;
  guint32 peak;     /* of rows in the site, since it was trimmed */
  guint32 row_size; /* of the writer's stage */
  guint32 least;    /* bytes of each row that it appends */
  gboolean full;
  Pool pool;
  guint32 string_count; /* offsets of the fields that are strings */
  guint32 strings[];
};

Schema *
schema_new(const stemma_layer *layer)
{
  Schema *schema = g_new0(Schema, 1);

  schema->name = g_strdup(layer->name);
  schema->layer = layer;
  schema->stride = (layer->row_size + 7u) & ~7u;
  return schema;
}

void
schema_free(Schema *schema)
{
  if (!schema)
    return;
  g_free(schema->name);
  g_free(schema);
}

/* Packed rows and strings are this long, so that what follows is aligned. */
#define PACKED(length) (((length) + 7u) & ~7u)

static void
update_pool(Table *table)
{
  table->view.pool = table->pool.bytes;
  table->view.pool_length = table->pool.length;
}

static void
settle(Table *table)
{
  table->rows = table->site.bytes;
  table->view.rows.items = table->rows;
  table->capacity =
      (guint32)MIN(table->site.size / table->schema->stride, G_MAXUINT32 - 2);
}

void
table_set_site(Table *table, const TableSite *site)
{
  g_assert(table->view.rows.count == 0);
  g_free(table->rows);
  table->site = *site;
  settle(table);
}

static gboolean
is_settled(const Table *table)
{
  return table->rows && table->rows == table->site.bytes;
}

static guint8 *
grow(const Table *table, gsize size)
{
  guint8 *grown;

  if (!is_settled(table))
    return g_try_realloc(table->rows, size);
  grown = g_try_malloc(size);
  if (grown)
    memcpy(grown, table->rows,
           (gsize)table->view.rows.count * table->schema->stride);
  return grown;
}

static gboolean
reserve(Table *table, guint32 more)
{
  guint64 need = (guint64)table->view.rows.count + more;
  guint64 capacity = MAX(table->capacity, 16);
  guint8 *grown;

  if (G_LIKELY(need <= table->capacity))
    return TRUE;
  while (capacity < need)
    capacity *= 2;
  capacity = MIN(capacity, G_MAXUINT32 - 2);
  grown =
      need <= capacity ? grow(table, capacity * table->schema->stride) : NULL;
  if (!grown) {
    table->full = TRUE;
    return FALSE;
  }
  table->rows = grown;
  table->capacity = (guint32)capacity;
  table->view.rows.items = grown;
  return TRUE;
}

/* Rows of another length: cut, or with zeros behind them. */
static void
append_each(stemma_list rows, guint32 taken, guint32 stride, guint8 *to)
{
  const guint8 *from = rows.items;

  for (guint32 i = 0; i < rows.count; i++, from += rows.stride, to += stride) {
    memcpy(to, from, taken);
    if (taken < stride)
      memset(to + taken, 0, stride - taken);
  }
}

static stemma_status
append(stemma_writer *writer, stemma_list rows)
{
  Table *table = writer->impl;
  guint32 stride = table->schema->stride;
  guint32 taken = MIN(rows.stride, table->row_size);
  const guint8 *from = rows.items;
  guint8 *to;

  if (rows.count == 0)
    return STEMMA_OK;
  if (!from || taken < table->least)
    return STEMMA_E_INTERNAL;
  if (!reserve(table, rows.count))
    return STEMMA_E_LIMIT;
  to = table->rows + (gsize)table->view.rows.count * stride;
  if (taken == stride && rows.stride == stride)
    memcpy(to, from, (gsize)rows.count * stride);
  else
    append_each(rows, taken, stride, to);
  table->view.rows.count += rows.count;
  writer->next_row += rows.count;
  return STEMMA_OK;
}

static stemma_str
intern(stemma_writer *writer, const char *bytes, uint32_t length)
{
  Table *table = writer->impl;
  stemma_str str = pool_intern(&table->pool, bytes, length);

  update_pool(table);
  return str;
}

static gboolean
is_string(const stemma_field *field)
{
  return field->type == STEMMA_STR || field->type == STEMMA_BYTES;
}

static void
find_strings(Table *table)
{
  const stemma_layer *layer = table->schema->layer;

  for (guint32 i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);
    if (is_string(field))
      table->strings[table->string_count++] = field->offset;
    /* An array of numbers may be read in place. */
    if (field->type == STEMMA_BYTES)
      table->pool.align = 8;
  }
}

Table *
table_new(const Schema *schema)
{
  Table *table = g_malloc0(
      sizeof *table + schema->layer->fields.count * sizeof table->strings[0]);

  table->references = 1;
  table->schema = schema;
  pool_init(&table->pool, 1);
  find_strings(table);
  table->view.size = sizeof table->view;
  table->view.layer = schema->layer;
  table->view.rows.stride = schema->stride;
  update_pool(table);
  table->writer.size = sizeof table->writer;
  table->writer.impl = table;
  table->writer.append = append;
  table->writer.intern = intern;
  table->row_size = schema->stride;
  table->least = sizeof(stemma_row);
  return table;
}

Table *
table_ref(Table *table)
{
  g_atomic_int_inc(&table->references);
  return table;
}

void
table_unref(Table *table)
{
  if (!table || !g_atomic_int_dec_and_test(&table->references))
    return;
  pool_free(&table->pool);
  if (!is_settled(table))
    g_free(table->rows);
  g_free(table);
}

/* Does a table with memory for `most` rows hold on to far more than it needed
 * last? */
static gboolean
is_wasteful(const Table *table, guint32 most)
{
  return (guint64)most * table->schema->stride > KEEP
         && table->view.rows.count < most / 4;
}

static void
shrink_site(Table *table)
{
  table->peak = MAX(table->peak, table->view.rows.count);
  if (!is_wasteful(table, table->peak))
    return;
  table->site.trim(table->site.data, table->site.bytes, KEEP);
  table->peak = 0;
}

static void
shrink(Table *table)
{
  if (is_settled(table)) {
    shrink_site(table);
  } else if (table->site.bytes) {
    g_free(table->rows);
    settle(table);
  } else if (is_wasteful(table, table->capacity)) {
    g_clear_pointer(&table->rows, g_free);
    table->view.rows.items = NULL;
    table->capacity = 0;
  }
}

void
table_clear(Table *table)
{
  shrink(table);
  table->view.rows.count = 0;
  table->writer.next_row = 0;
  table->full = FALSE;
  pool_clear(&table->pool);
  update_pool(table);
}

const stemma_table *
table_view(Table *table)
{
  return &table->view;
}

const Schema *
table_schema(const Table *table)
{
  return table->schema;
}

guint32
table_count(const Table *table)
{
  return table->view.rows.count;
}

guint64
table_bytes(const Table *table)
{
  return (guint64)table->view.rows.count * table->schema->stride
         + table->pool.length;
}

void *
table_row(Table *table, guint32 index)
{
  g_assert(index < table->view.rows.count);
  return table->rows + (gsize)index * table->schema->stride;
}

stemma_writer *
table_writer(Table *table, guint32 row_size, guint32 base)
{
  table->row_size = MIN(row_size, table->schema->stride);
  table->least = table->row_size;
  table->writer.next_row = table->view.rows.count - base;
  return &table->writer;
}

Table *
table_of_writer(const stemma_writer *writer)
{
  return writer->impl;
}

gboolean
table_is_full(const Table *table)
{
  return table->full || table->pool.full;
}

/* Takes the strings of a copied row over from `pool`. */
static gboolean
copy_strings(Table *table, guint8 *row, const char *pool)
{
  for (guint32 i = 0; i < table->string_count; i++) {
    stemma_str *str = (stemma_str *)(void *)(row + table->strings[i]);
    if (str->length == 0)
      *str = (stemma_str){ 0, 0 };
    else
      *str = pool_intern(&table->pool, pool + str->offset, str->length);
  }
  update_pool(table);
  return !table->pool.full;
}

gboolean
table_copy_row(Table *into, const stemma_table *from, guint32 row)
{
  guint32 stride = into->schema->stride;
  guint32 taken = MIN(stride, from->rows.stride);
  const void *source = STEMMA_AT(stemma_row, from->rows, row);
  guint8 *to;

  if (!reserve(into, 1))
    return FALSE;
  to = into->rows + (gsize)into->view.rows.count * stride;
  memcpy(to, source, taken);
  memset(to + taken, 0, stride - taken);
  into->view.rows.count++;
  return copy_strings(into, to, from->pool);
}

void
table_drop_last(Table *table)
{
  g_assert(table->view.rows.count > 0);
  table->view.rows.count--;
}

gboolean
table_load(Table *table, const void *rows, guint32 count, guint32 stride,
           const char *pool, guint32 pool_length)
{
  g_assert(table->view.rows.count == 0 && stride == table->schema->stride);
  if (!reserve(table, count) || !pool_load(&table->pool, pool, pool_length))
    return FALSE;
  if (count > 0)
    memcpy(table->rows, rows, (gsize)count * stride);
  table->view.rows.count = count;
  table->writer.next_row = count;
  update_pool(table);
  return TRUE;
}

stemma_str
table_add_string(Table *table, const char *bytes, guint32 length)
{
  stemma_str str = pool_add(&table->pool, bytes, length);

  update_pool(table);
  return str;
}

/* How many bytes table_pack_row appends. */
static guint32
packed_length(const Table *table, const guint8 *row)
{
  guint32 length = table->schema->stride;
  stemma_str str;

  for (guint32 i = 0; i < table->string_count; i++) {
    memcpy(&str, row + table->strings[i], sizeof str);
    if (str.length > 0)
      length += PACKED(str.length + 1);
  }
  return length;
}

/* The packed strings' offsets count from the row's first byte. */
void
table_pack_row(const Table *table, guint32 row, GByteArray *to)
{
  const guint32 stride = table->schema->stride, start = to->len;
  const guint8 *from = (const guint8 *)table->rows + (gsize)row * stride;
  guint32 end = stride;
  guint8 *bytes;
  stemma_str str;

  g_byte_array_set_size(to, start + packed_length(table, from));
  bytes = to->data + start;
  memcpy(bytes, from, stride);
  for (guint32 i = 0; i < table->string_count; i++) {
    memcpy(&str, from + table->strings[i], sizeof str);
    if (str.length == 0)
      continue;
    memset(bytes + end + PACKED(str.length + 1) - 8, 0, 8);
    memcpy(bytes + end, table->pool.bytes + str.offset, str.length);
    str.offset = end;
    memcpy(bytes + table->strings[i], &str, sizeof str);
    end += PACKED(str.length + 1);
  }
}

gboolean
table_unpack_row(Table *table, const guint8 *bytes)
{
  guint32 stride = table->schema->stride;
  guint8 *row;

  if (!reserve(table, 1))
    return FALSE;
  row = table->rows + (gsize)table->view.rows.count++ * stride;
  memcpy(row, bytes, stride);
  for (guint32 i = 0; i < table->string_count; i++) {
    stemma_str *str = (stemma_str *)(void *)(row + table->strings[i]);
    *str =
        pool_add(&table->pool, (const char *)bytes + str->offset, str->length);
  }
  update_pool(table);
  return !table->pool.full;
}

void
table_permute(Table *table, const guint32 *order)
{
  guint32 stride = table->schema->stride, count = table->view.rows.count;
  gsize size = (gsize)count * stride;
  g_autofree guint8 *rows = g_malloc(MAX(size, 1));

  for (guint32 i = 0; i < count; i++)
    memcpy(rows + (gsize)i * stride, table->rows + (gsize)order[i] * stride,
           stride);
  if (size > 0)
    memcpy(table->rows, rows, size);
}
