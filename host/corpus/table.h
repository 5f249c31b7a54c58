/* SPDX-License-Identifier: Apache-2.0
 *
 * table.h - the rows of one layer, as the host lays them out: a merged schema,
 * a stride that fits the longest row of any stage, a pool of strings.
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

typedef struct Table Table;

Table *table_new(const Schema *schema);
Table *table_ref(Table *table);
void table_unref(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_unref)

/* Empties it and keeps its memory, for the next document. */
void table_clear(Table *table);

/* As plugins see it; valid until the table changes. */
const stemma_table *table_view(Table *table);
const Schema *table_schema(const Table *table);

/* The writer for one call of a stage whose row is `row_size` long; shorter
 * rows are widened with zeros.  Valid until the next call of either. */
stemma_writer *table_writer(Table *table);

/* What a row promises (ABI.md, table_check).  `text` NULL: a corpus layer. */
typedef struct {
  guint32 row;
  const char *field; /* NULL: the row's span */
  char message[256]; /* "end 12 lies before begin 40" */
} TableFault;
gboolean table_check(const stemma_table *table, const char *text,
                     guint32 length, TableFault *fault);

#endif
