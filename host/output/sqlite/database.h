/* SPDX-License-Identifier: Apache-2.0
 *
 * database.h - an SQLite file that appears whole or not at all, with the few
 * calls that writing one takes.  One thread at a time; errors are a sink's.
 */
#ifndef OUTPUT_DATABASE_H
#define OUTPUT_DATABASE_H

#include "../sink/tape.h"
#include <glib.h>
#include <sqlite3.h>

typedef struct Database Database;

/* `tape` (may be NULL) gets the file when it is whole. */
Database *database_new(const char *path, Tape *tape, GError **error);
/* Now it is in its place. */
gboolean database_commit(Database *database, GError **error);
/* Without database_commit nothing is left. */
void database_free(Database *database);

/* SQL of this program; names in it are quoted with database_name. */
gboolean database_run(Database *database, const char *sql, GError **error);
/* `name` as an identifier, with its quote marks.  Free with g_free. */
char *database_name(const char *name);

/* "INSERT INTO TABLE VALUES(?,...)" with `columns` values.  NULL: an error.
 * The database's; the same table gives the same statement. */
sqlite3_stmt *database_insert(Database *database, const char *table,
                              guint columns, GError **error);
/* Values from 1; NULL text is NULL.  Text that is not UTF-8 is mended. */
void database_text(sqlite3_stmt *statement, int column, const char *text,
                   gssize length);
void database_integer(sqlite3_stmt *statement, int column, gint64 value);
void database_real(sqlite3_stmt *statement, int column, double value);
/* Inserts the bound values, and forgets them. */
gboolean database_step(Database *database, sqlite3_stmt *statement,
                       GError **error);

#endif
