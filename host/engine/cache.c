/* SPDX-License-Identifier: Apache-2.0
 *
 * cache.c - see cache.h.
 *
 * DIR/ab/cdef...: the key in hexadecimal.  A file is a head, then for each
 * table a TablePart, its rows and its pool, each part aligned to 8.  It is
 * written beside its place and renamed, so that another run sees all or
 * nothing.
 */
#include "cache.h"
#include "cache_key.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define MAGIC "stemcac1"

typedef struct {
  char magic[8];
  CacheKey key;
  guint64 length; /* of all that follows */
  guint32 sum;    /* its CRC-32 */
  guint32 tables;
} Head;

typedef struct {
  guint32 slot;
  guint32 count;
  guint32 stride;
  guint32 pool;
} TablePart;

struct Cache {
  char *folder;
  const Plan *plan;
  CacheKey run; /* of all that documents share */
  gint failed;  /* atomic: a failure was told */
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
  if (cache_key_of_run(engine, &cache->run))
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

static char *
path_of(const Cache *cache, const CacheKey *key)
{
  char name[2 * sizeof key->bytes + 1];

  for (guint i = 0; i < sizeof key->bytes; i++)
    g_snprintf(name + 2 * i, 3, "%02x", key->bytes[i]);
  return g_strdup_printf("%s/%.2s/%s", cache->folder, name, name + 2);
}

/* Does the table hold what a map stage of the first pass wrote? */
static gboolean
is_kept(const Cache *cache, const Flight *flight, guint slot)
{
  return flight->tables[slot] && !plan_slot(cache->plan, slot)->corpus
         && plan_slot(cache->plan, slot)->pass == 0
         && plan_slot(cache->plan, slot)->stage != G_MAXUINT;
}

/* The part of `length` bytes at `*at`, NULL where there are fewer. */
static const guint8 *
take(const guint8 **at, const guint8 *end, guint64 length)
{
  const guint64 padded = (length + 7) & ~(guint64)7;
  const guint8 *taken = *at;

  if (padded < length || (guint64)(end - taken) < padded)
    return NULL;
  *at += padded;
  return taken;
}

static gboolean
load_table(const Cache *cache, Flight *flight, const guint8 **at,
           const guint8 *end)
{
  const TablePart *part = (const void *)take(at, end, sizeof *part);
  const guint8 *rows, *pool;

  if (!part || part->slot >= cache->plan->slots->len
      || !is_kept(cache, flight, part->slot))
    return FALSE;
  rows = take(at, end, (guint64)part->count * part->stride);
  pool = take(at, end, part->pool);
  return rows && pool
         && part->stride == table_schema(flight->tables[part->slot])->stride
         && table_load(flight->tables[part->slot], rows, part->count,
                       part->stride, (const char *)pool, part->pool);
}

static gboolean
load_tables(const Cache *cache, Flight *flight, const CacheKey *key,
            const guint8 *bytes, gsize length)
{
  const guint8 *at = bytes + sizeof(Head), *end = bytes + length;
  const Head *head = (const void *)bytes;

  if (length < sizeof *head || memcmp(head->magic, MAGIC, 8) != 0
      || memcmp(&head->key, key, sizeof *key) != 0
      || head->length != length - sizeof *head
      || head->sum != crc32_z(0, at, length - sizeof *head))
    return FALSE;
  for (guint32 i = 0; i < head->tables; i++)
    if (!load_table(cache, flight, &at, end))
      return FALSE;
  return at == end;
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
cache_find(Cache *cache, Flight *flight, CacheKey *key)
{
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  cache_key_of_document(&cache->run, flight->document, key);
  path = path_of(cache, key);
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

static void
put(GByteArray *to, const void *bytes, gsize length)
{
  static const guint8 zeros[8];

  g_byte_array_append(to, bytes, (guint)length);
  g_byte_array_append(to, zeros, (guint)((8 - length % 8) % 8));
}

/* FALSE: too long for one file. */
static gboolean
pack(const Cache *cache, const Flight *flight, const CacheKey *key,
     GByteArray *to)
{
  Head head = { .magic = MAGIC, .key = *key };

  g_byte_array_set_size(to, 0);
  put(to, &head, sizeof head);
  for (guint i = 0; i < cache->plan->slots->len; i++) {
    const stemma_table *view;
    TablePart part;

    if (!is_kept(cache, flight, i))
      continue;
    view = table_view(flight->tables[i]);
    part = (TablePart){ i, view->rows.count, view->rows.stride,
                        view->pool_length };
    if ((guint64)part.count * part.stride + part.pool + to->len > G_MAXINT)
      return FALSE;
    put(to, &part, sizeof part);
    put(to, view->rows.items, (gsize)part.count * part.stride);
    put(to, view->pool, part.pool);
    head.tables++;
  }
  head.length = to->len - sizeof head;
  head.sum = (guint32)crc32_z(0, to->data + sizeof head, to->len - sizeof head);
  memcpy(to->data, &head, sizeof head);
  return TRUE;
}

static gboolean
write_all(int file, const guint8 *bytes, gsize length)
{
  while (length > 0) {
    ssize_t wrote = write(file, bytes, length);

    if (wrote < 0 && errno == EINTR)
      continue;
    if (wrote <= 0)
      return FALSE;
    bytes += wrote;
    length -= (gsize)wrote;
  }
  return TRUE;
}

static gboolean
write_file(const char *path, const GByteArray *bytes)
{
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *beside = g_strconcat(path, ".XXXXXX", NULL);
  gboolean good;
  int file;

  if (g_mkdir(folder, 0777) != 0 && errno != EEXIST)
    return FALSE;
  file = g_mkstemp_full(beside, O_RDWR | O_CLOEXEC, 0666);
  if (file < 0)
    return FALSE;
  good = write_all(file, bytes->data, bytes->len);
  good = close(file) == 0 && good;
  good = good && g_rename(beside, path) == 0;
  if (!good) {
    const int error = errno;

    g_unlink(beside);
    errno = error;
  }
  return good;
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
  line->line = g_strdup_printf("rows cannot be kept in %s: %s", cache->folder,
                               g_strerror(error));
  g_ptr_array_add(flight->logs, line);
}

void
cache_keep(Cache *cache, Flight *flight, const CacheKey *key,
           GByteArray *buffer)
{
  g_autofree char *path = path_of(cache, key);

  if (pack(cache, flight, key, buffer) && !write_file(path, buffer))
    tell_failure(cache, flight, errno);
}
