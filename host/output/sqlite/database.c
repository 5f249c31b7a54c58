/* SPDX-License-Identifier: Apache-2.0
 *
 * database.c - see database.h.
 *
 * No journal and no sync while it is written: it is nobody's until it is
 * renamed, and then it is synced whole.
 */
#include "database.h"

#include "../../corpus/utf8.h"
#include "../sink/beside.h"
#include "../sink/sink.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* "stmm", for file(1). */
#define SETTINGS                                                               \
  "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"                           \
  "PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY;"                   \
  "PRAGMA application_id=0x73746d6d; PRAGMA user_version=1; BEGIN;"

struct Database {
  char *path;
  char *shown;
  Tape *tape; /* may be NULL */
  Beside beside;
  sqlite3 *sqlite;
  GHashTable *inserts; /* of sqlite3_stmt, by table */
};

static gboolean
fail(Database *database, const char *why, GError **error)
{
  g_set_error(error, SINK_ERROR, SINK_ERROR_WRITE, "%s: cannot write: %s",
              database->shown, why);
  return FALSE;
}

/* A full disk is told in the words of every other report. */
static gboolean
fail_sqlite(Database *database, GError **error)
{
  const int code = sqlite3_errcode(database->sqlite);
  const int system = sqlite3_system_errno(database->sqlite);

  if (code == SQLITE_FULL)
    return fail(database, g_strerror(ENOSPC), error);
  if (code == SQLITE_IOERR && system)
    return fail(database, g_strerror(system), error);
  return fail(database, sqlite3_errmsg(database->sqlite), error);
}

gboolean
database_run(Database *database, const char *sql, GError **error)
{
  return sqlite3_exec(database->sqlite, sql, NULL, NULL, NULL) == SQLITE_OK
         || fail_sqlite(database, error);
}

static void
finalize(void *statement)
{
  sqlite3_finalize(statement);
}

static gboolean
open_file(Database *database, const char *path, GError **error)
{
  int fd;

  if (beside_is_special(path))
    return fail(database, "it is no regular file", error);
  fd = beside_open(&database->beside, path);
  if (fd < 0)
    return fail(database, g_strerror(errno), error);
  close(fd);
  if (sqlite3_open_v2(database->beside.temporary, &database->sqlite,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    return fail_sqlite(database, error);
  return database_run(database, SETTINGS, error);
}

Database *
database_new(const char *path, Tape *tape, GError **error)
{
  Database *database = g_new0(Database, 1);

  database->path = g_strdup(path);
  database->tape = tape;
  database->shown = g_filename_display_name(path);
  database->inserts =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, finalize);
  if (open_file(database, path, error))
    return database;
  database_free(database);
  return NULL;
}

static int
sync_file(const char *path)
{
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  int failed = fd < 0 || fsync(fd) != 0 ? errno : 0;

  if (fd >= 0)
    close(fd);
  return failed;
}

gboolean
database_commit(Database *database, GError **error)
{
  int failed;

  g_hash_table_remove_all(database->inserts);
  if (!database_run(database, "COMMIT", error))
    return FALSE;
  if (sqlite3_close(database->sqlite) != SQLITE_OK)
    return fail_sqlite(database, error);
  database->sqlite = NULL;
  tape_file(database->tape, database->path, database->beside.temporary);
  failed = sync_file(database->beside.temporary);
  if (!failed)
    failed = beside_commit(&database->beside);
  return failed ? fail(database, g_strerror(failed), error) : TRUE;
}

void
database_free(Database *database)
{
  if (!database)
    return;
  g_hash_table_unref(database->inserts);
  sqlite3_close(database->sqlite);
  beside_clear(&database->beside);
  g_free(database->shown);
  g_free(database->path);
  g_free(database);
}

char *
database_name(const char *name)
{
  g_auto(GStrv) parts = g_strsplit(name, "\"", -1);
  g_autofree char *doubled = g_strjoinv("\"\"", parts);

  return g_strconcat("\"", doubled, "\"", NULL);
}

sqlite3_stmt *
database_insert(Database *database, const char *table, guint columns,
                GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup(database->inserts, table);
  g_autofree char *name = NULL;
  g_autoptr(GString) sql = NULL;

  if (statement)
    return statement;
  name = database_name(table);
  sql = g_string_new("INSERT INTO ");
  g_string_append_printf(sql, "%s VALUES(", name);
  for (guint i = 0; i < columns; i++)
    g_string_append(sql, i ? ",?" : "?");
  g_string_append_c(sql, ')');
  if (sqlite3_prepare_v2(database->sqlite, sql->str, -1, &statement, NULL)
      != SQLITE_OK) {
    fail_sqlite(database, error);
    return NULL;
  }
  g_hash_table_insert(database->inserts, g_strdup(table), statement);
  return statement;
}

void
database_text(sqlite3_stmt *statement, int column, const char *text,
              gssize length)
{
  gsize size = text && length < 0 ? strlen(text) : (gsize)length, bad;

  if (!text) {
    sqlite3_bind_null(statement, column);
  } else if (utf8_check(text, size, &bad)) {
    sqlite3_bind_text64(statement, column, text, size, SQLITE_TRANSIENT,
                        SQLITE_UTF8);
  } else {
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)size);

    sqlite3_bind_text64(statement, column, valid, strlen(valid),
                        SQLITE_TRANSIENT, SQLITE_UTF8);
  }
}

void
database_integer(sqlite3_stmt *statement, int column, gint64 value)
{
  sqlite3_bind_int64(statement, column, value);
}

void
database_real(sqlite3_stmt *statement, int column, double value)
{
  if (isfinite(value))
    sqlite3_bind_double(statement, column, value);
  else
    sqlite3_bind_null(statement, column);
}

gboolean
database_step(Database *database, sqlite3_stmt *statement, GError **error)
{
  gboolean done = sqlite3_step(statement) == SQLITE_DONE;

  if (!done)
    fail_sqlite(database, error);
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return done;
}
