/* SPDX-License-Identifier: Apache-2.0
 *
 * table.h - the rows of one layer, as the host lays them out: a merged schema,
 * a stride that fits the longest row of any stage, a pool of strings.
 *
 * A table belongs to one thread at a time; one that nobody changes any more
 * may be read by all.  Row numbers and byte counts are below 2^32; a table
 * that would grow beyond is `table_is_full`.
 */
#ifndef CORPUS_TABLE_H
#define CORPUS_TABLE_H

#include <glib.h>
#include <stemma/stemma.h>

/* A layer as the plan merged it from all stages. */
typedef struct {
  char *name;                /* the declared name */
  const stemma_layer *layer; /* the longest declaration */
  guint32 stride;            /* the longest row_size, a multiple of 8 */
} Schema;

/* A schema of one layer alone; free with schema_free. */
Schema *schema_new(const stemma_layer *layer);
void schema_free(Schema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schema, schema_free)

typedef struct Table Table;

/* `schema` must live as long as the table. */
Table *table_new(const Schema *schema);
Table *table_ref(Table *table);
void table_unref(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_unref)

/* Memory for the rows that is somebody else's, used as long as they fit. */
typedef struct {
  void *bytes; /* aligned to 8 */
  gsize size;
  /* Bytes from `keep` on are not needed; they may read as anything then. */
  void (*trim)(gpointer data, void *bytes, gsize keep);
  gpointer data;
} TableSite;

/* For an empty table; must outlive it. */
void table_set_site(Table *table, const TableSite *site);

/* Empties it and keeps its memory, for the next document. */
void table_clear(Table *table);

/* As plugins see it.  The pointer is good for the table's life; what it points
 * to, until the table changes. */
const stemma_table *table_view(Table *table);
const Schema *table_schema(const Table *table);
guint32 table_count(const Table *table);

/* Bytes of memory that its rows and strings take. */
guint64 table_bytes(const Table *table);

/* Row `index`, to be changed in place. */
void *table_row(Table *table, guint32 index);

/* The writer for one call of a stage whose row is `row_size` long; longer
 * rows are cut, shorter ones refused.  Its row numbers count from
 * `base`, a number of rows that the table already has.  Valid until the next
 * call. */
stemma_writer *table_writer(Table *table, guint32 row_size, guint32 base);

/* The table behind a writer. */
Table *table_of_writer(const stemma_writer *writer);

/* A row or string did not fit since the last clear: the stage's E_LIMIT. */
gboolean table_is_full(const Table *table);

/* Appends a copy of `row` of a table with the same fields, its strings too.
 * FALSE: full. */
gboolean table_copy_row(Table *into, const stemma_table *from, guint32 row);

/* Appends `count` rows of `stride` bytes as they are and puts `bytes` behind
 * the pool, for a table that was empty: rows and pool of another one, from the
 * engine's store. */
gboolean table_load(Table *table, const void *rows, guint32 count,
                    guint32 stride, const char *pool, guint32 pool_length);

/* Takes the last row away; its strings stay. */
void table_drop_last(Table *table);

/* Puts a string into the pool without a look for an equal one. */
stemma_str table_add_string(Table *table, const char *bytes, guint32 length);

/* Appends one row and its strings to `to`, in one piece whose length is a
 * multiple of 8; and back, into a table with the same fields.  FALSE: full. */
void table_pack_row(const Table *table, guint32 row, GByteArray *to);
gboolean table_unpack_row(Table *table, const guint8 *bytes);

/* Puts the rows into an order: row `order[i]` comes to place `i`. */
void table_permute(Table *table, const guint32 *order);

/* What a table's rows are checked against. */
typedef struct {
  const char *text; /* NULL: a corpus layer */
  guint32 length;
  guint32 documents; /* STEMMA_DOC fields are below it */
  /* How many rows the layer has, G_MAXUINT32 when not known; may be NULL. */
  guint32 (*rows_of)(gpointer data, const char *layer);
  gpointer data;
} TableContext;

/* What is wrong with a row. */
typedef struct {
  guint32 row;
  const char *rule;  /* the conformance check that it breaks: "row.span" */
  const char *field; /* NULL: the row's head */
  char message[256]; /* "end 12 lies before begin 40" */
} TableFault;

/* Does each row keep what its schema promises (sdk/docs/abi.md)?  The first
 * fault by row and field. */
gboolean table_check(const stemma_table *table, const TableContext *context,
                     TableFault *fault);

/* Do all strings lie inside the pool, those of unset fields too?  Whoever
 * copies rows that nobody has checked needs no more than this. */
gboolean table_check_strings(const stemma_table *table, TableFault *fault);

#endif
