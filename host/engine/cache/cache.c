/* SPDX-License-Identifier: Apache-2.0
 *
 * cache.c - see cache.h.
 *
 * DIR/ab/cdef...: the key in hexadecimal.  A file is a head, then the tables.
 * It is written beside its place and renamed, so that another run sees all or
 * nothing.
 */
#include "cache.h"
#include "../../config/write.h"
#include "../../output/sink/beside.h"
#include "../store/pack.h"
#include "cache_key.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#define MAGIC "stemcac2"

typedef struct {
  char magic[8];
  Digest key;
  guint64 length; /* of all that follows */
  guint64 sum;    /* its XXH3 */
} Head;

struct Cache {
  char *folder;
  const Plan *plan;
  Digest run;  /* of all that documents share */
  gint failed; /* atomic: a failure was told */
};

Cache *
cache_open(const Engine *engine, Diagnostics *all)
{
  const char *folder = engine->plan->pipeline->cache;
  Cache *cache;

  if (!folder || engine->settings->check)
    return NULL;
  if (g_mkdir_with_parents(folder, 0777) != 0) {
    diagnostics_add(all, DIAGNOSTIC_ERROR, "E802", NULL,
                    "cannot make the cache folder %s: %s", folder,
                    g_strerror(errno));
    return NULL;
  }
  cache = g_new0(Cache, 1);
  cache->folder = g_strdup(folder);
  cache->plan = engine->plan;
  if (cache_key_of_run(engine->plan, &cache->run))
    return cache;
  cache_free(cache);
  return NULL;
}

void
cache_free(Cache *cache)
{
  if (!cache)
    return;
  g_free(cache->folder);
  g_free(cache);
}

/* Does the table hold what a map stage of the first pass wrote? */
static gboolean
is_kept(const Cache *cache, const Flight *flight, guint slot)
{
  return flight->tables[slot] && !plan_slot(cache->plan, slot)->corpus
         && plan_slot(cache->plan, slot)->pass == 0
         && plan_slot(cache->plan, slot)->stage != G_MAXUINT;
}

static gboolean
load_table(const Cache *cache, Flight *flight, PackReader *from)
{
  PackedTable table;

  return pack_take_table(from, &table) && table.number < cache->plan->slots->len
         && is_kept(cache, flight, table.number)
         && pack_load(&table, flight->tables[table.number]);
}

static gboolean
load_tables(const Cache *cache, Flight *flight, const Digest *key,
            const guint8 *bytes, gsize length)
{
  PackReader from = { bytes, bytes + length };
  const Head *head = pack_take(&from, sizeof *head);

  if (!head || memcmp(head->magic, MAGIC, sizeof head->magic) != 0
      || !digest_equal(&head->key, key)
      || head->length != (guint64)(from.end - from.at)
      || head->sum != XXH3_64bits(from.at, head->length))
    return FALSE;
  while (from.at < from.end)
    if (!load_table(cache, flight, &from))
      return FALSE;
  return TRUE;
}

/* What is used stays young, so that a cleaner can go by age. */
static gboolean
read_file(const char *path, char **bytes, gsize *length)
{
  if (!g_file_get_contents(path, bytes, length, NULL))
    return FALSE;
  (void)utimensat(AT_FDCWD, path, NULL, 0);
  return TRUE;
}

gboolean
cache_find(Cache *cache, Flight *flight, Digest *key)
{
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  *key = cache_key_of_document(&cache->run, flight->document);
  path = digest_path(cache->folder, key);
  if (!read_file(path, &bytes, &length))
    return FALSE;
  if (load_tables(cache, flight, key, (const guint8 *)bytes, length))
    return TRUE;
  /* What was loaded before the damage goes again; the input's targets stay. */
  for (guint i = 0; i < cache->plan->slots->len; i++)
    if (is_kept(cache, flight, i))
      table_clear(flight->tables[i]);
  return FALSE;
}

/* FALSE: too long for one file. */
static gboolean
pack(const Cache *cache, const Flight *flight, const Digest *key,
     GByteArray *to)
{
  Head head = { .magic = MAGIC, .key = *key };

  g_byte_array_set_size(to, 0);
  pack_put(to, &head, sizeof head);
  for (guint i = 0; i < cache->plan->slots->len; i++) {
    const stemma_table *view;

    if (!is_kept(cache, flight, i))
      continue;
    view = table_view(flight->tables[i]);
    if (pack_size(view) + to->len > G_MAXINT)
      return FALSE;
    pack_put_table(to, i, view);
  }
  head.length = to->len - sizeof head;
  head.sum = XXH3_64bits(to->data + sizeof head, head.length);
  memcpy(to->data, &head, sizeof head);
  return TRUE;
}

/* 0, or errno. */
static int
write_file(const char *path, const GByteArray *bytes)
{
  g_autofree char *folder = g_path_get_dirname(path);
  Beside beside = { 0 };
  int file, failed;

  if (g_mkdir(folder, 0777) != 0 && errno != EEXIST)
    return errno;
  file = beside_open(&beside, path);
  if (file < 0)
    return errno;
  failed = write_all(file, bytes->data, bytes->len) ? 0 : errno;
  if (close(file) != 0 && !failed)
    failed = errno;
  if (!failed)
    failed = beside_commit(&beside);
  beside_clear(&beside);
  return failed;
}

static void
tell_failure(Cache *cache, Flight *flight, int error)
{
  LogLine *line;

  if (!g_atomic_int_compare_and_exchange(&cache->failed, 0, 1))
    return;
  line = g_new0(LogLine, 1);
  line->level = STEMMA_WARNING;
  line->stage = "cache";
  line->passing = TRUE;
  line->line = g_strdup_printf("rows cannot be kept in %s: %s", cache->folder,
                               g_strerror(error));
  g_ptr_array_add(flight->logs, line);
}

void
cache_keep(Cache *cache, Flight *flight, const Digest *key, GByteArray *buffer)
{
  g_autofree char *path = digest_path(cache->folder, key);
  int failed = pack(cache, flight, key, buffer) ? write_file(path, buffer) : 0;

  if (failed)
    tell_failure(cache, flight, failed);
}
