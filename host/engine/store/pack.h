/* SPDX-License-Identifier: Apache-2.0
 *
 * pack.h - tables as bytes, for files and for other processes of this program:
 * a head, the rows, the pool, each part aligned to 8, in the machine's own
 * order.
 *
 * Private to this room.
 */
#ifndef ENGINE_PACK_H
#define ENGINE_PACK_H

#include "../../corpus/table.h"

/* Appends `length` bytes, and zeros up to a multiple of 8. */
void pack_put(GByteArray *to, const void *bytes, gsize length);
/* `number` is the caller's name for the table: a slot, a port. */
void pack_put_table(GByteArray *to, guint32 number, const stemma_table *table);

/* The same into memory that has pack_size bytes. */
guint64 pack_size(const stemma_table *table);
void pack_table(guint8 *to, guint32 number, const stemma_table *table);

/* What is left to be unpacked; `at` is aligned to 8. */
typedef struct {
  const guint8 *at;
  const guint8 *end;
} PackReader;

/* The next part; NULL where fewer bytes are left. */
const void *pack_take(PackReader *from, guint64 length);

/* A table as it lies in the bytes. */
typedef struct {
  guint32 number;
  guint32 count;
  guint32 stride;
  guint32 pool_length;
  const guint8 *rows;
  const char *pool;
} PackedTable;

/* The number of the table that the bytes begin with; G_MAXUINT32 where not
 * even its head is there. */
guint32 pack_number(const guint8 *bytes, guint64 length);
/* FALSE: it is cut short. */
gboolean pack_take_table(PackReader *from, PackedTable *table);
/* Puts it into an empty table, as table_load does; FALSE too where its rows
 * are not as long as those of `into`. */
gboolean pack_load(const PackedTable *from, Table *into);

#endif
