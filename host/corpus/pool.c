/* SPDX-License-Identifier: Apache-2.0
 *
 * pool.c - see pool.h.
 */
#include "pool.h"
#include "word.h"
#include <string.h>
/* A part of this file, so that worker processes need no library for it. */
#define XXH_INLINE_ALL
#include <xxhash.h>

/* Longer strings are hashed by XXH3, which does not wait for one step's
 * multiplication before the next; its call is more than short ones need. */
#define SHORT 32u

/* More than this is given back when a document needed far less. */
#define KEEP (1u << 20)

static inline guint64
mix(guint64 hash, guint64 word)
{
  hash = (hash ^ word) * G_GUINT64_CONSTANT(0xd6e8feb86659fd93);
  return hash ^ hash >> 32;
}

/* Eight bytes a step; the last eight take in some of those before. */
static inline guint32
hash_of(const char *bytes, guint32 length)
{
  guint64 hash = length;

  if (G_UNLIKELY(length > SHORT))
    return (guint32)XXH3_64bits(bytes, length);
  if (length < WORD)
    hash = mix(hash, word_load_some(bytes, length));
  else
    hash = mix(hash, word_load(bytes + length - WORD));
  for (; length > WORD; bytes += WORD, length -= WORD)
    hash = mix(hash, word_load(bytes));
  return (guint32)(hash ^ hash >> 29);
}

/* As memcmp, which costs a call that is longer than most strings. */
static inline gboolean
are_equal(const char *a, const char *b, guint32 length)
{
  if (length < WORD)
    return word_load_some(a, length) == word_load_some(b, length);
  if (word_load(a + length - WORD) != word_load(b + length - WORD))
    return FALSE;
  for (; length > WORD; a += WORD, b += WORD, length -= WORD)
    if (word_load(a) != word_load(b))
      return FALSE;
  return TRUE;
}

G_GNUC_NO_INLINE static gboolean
grow(Pool *pool, guint64 length)
{
  guint64 capacity = MAX(pool->capacity, 64);
  char *grown;

  while (capacity < length)
    capacity *= 2;
  capacity = MIN(capacity, G_MAXUINT32);
  grown = length < G_MAXUINT32 ? g_try_realloc(pool->bytes, capacity) : NULL;
  if (!grown) {
    pool->full = TRUE;
    return FALSE;
  }
  pool->bytes = grown;
  pool->capacity = (guint32)capacity;
  return TRUE;
}

static inline gboolean
reserve(Pool *pool, guint64 length)
{
  return G_LIKELY(length <= pool->capacity) || grow(pool, length);
}

static void
set_empty(Pool *pool)
{
  pool->length = 0;
  pool->full = FALSE;
  if (reserve(pool, 1))
    pool->bytes[pool->length++] = '\0';
}

void
pool_init(Pool *pool, guint32 align)
{
  memset(pool, 0, sizeof *pool);
  pool->align = align;
  pool->generation = 1;
  set_empty(pool);
}

static void
forget_entries(Pool *pool)
{
  g_clear_pointer(&pool->entries, g_free);
  pool->mask = 0;
}

void
pool_clear(Pool *pool)
{
  if (pool->capacity > KEEP && pool->length < pool->capacity / 4) {
    g_clear_pointer(&pool->bytes, g_free);
    pool->capacity = 0;
    forget_entries(pool);
  }
  if (++pool->generation == 0) {
    forget_entries(pool);
    pool->generation = 1;
  }
  pool->used = 0;
  set_empty(pool);
}

void
pool_free(Pool *pool)
{
  g_free(pool->bytes);
  g_free(pool->entries);
}

stemma_str
pool_add(Pool *pool, const char *bytes, guint32 length)
{
  guint64 offset =
      ((guint64)pool->length + pool->align - 1) & ~((guint64)pool->align - 1);
  guint64 end = offset + length + 1;

  if (length == 0 || !reserve(pool, end))
    return (stemma_str){ 0, 0 };
  if (offset > pool->length)
    memset(pool->bytes + pool->length, 0, offset - pool->length);
  memcpy(pool->bytes + offset, bytes, length);
  pool->bytes[end - 1] = '\0';
  pool->length = (guint32)end;
  return (stemma_str){ (guint32)offset, length };
}

static PoolEntry *
free_entry(Pool *pool, guint32 hash)
{
  guint32 at = hash & pool->mask;

  while (pool->entries[at].generation == pool->generation)
    at = (at + 1) & pool->mask;
  return &pool->entries[at];
}

/* At most half full, so that a look ends soon. */
static void
grow_entries(Pool *pool)
{
  g_autofree PoolEntry *old = pool->entries;
  guint32 count = old ? pool->mask + 1 : 0;

  pool->mask = count ? count * 2 - 1 : 31;
  pool->entries = g_new0(PoolEntry, (gsize)pool->mask + 1);
  for (guint32 i = 0; i < count; i++)
    if (old[i].generation == pool->generation)
      *free_entry(pool, old[i].hash) = old[i];
}

/* A string that is new, into the entry that is free for it.  Apart, so that a
 * string that is found needs no frame. */
G_GNUC_NO_INLINE static stemma_str
add_new(Pool *pool, PoolEntry *entry, guint32 hash, const char *bytes,
        guint32 length)
{
  const stemma_str str = pool_add(pool, bytes, length);

  if (str.length == 0)
    return str;
  *entry = (PoolEntry){ hash, pool->generation, str };
  if (++pool->used >= pool->mask / 2)
    grow_entries(pool);
  return str;
}

stemma_str
pool_intern(Pool *pool, const char *bytes, guint32 length)
{
  guint32 hash, at;
  PoolEntry *entry;

  if (length == 0)
    return (stemma_str){ 0, 0 };
  if (G_UNLIKELY(!pool->entries))
    grow_entries(pool);
  hash = hash_of(bytes, length);
  for (at = hash & pool->mask;; at = (at + 1) & pool->mask) {
    entry = &pool->entries[at];
    if (entry->generation != pool->generation)
      return add_new(pool, entry, hash, bytes, length);
    if (entry->hash == hash && entry->str.length == length
        && are_equal(pool->bytes + entry->str.offset, bytes, length))
      return entry->str;
  }
}

gboolean
pool_load(Pool *pool, const char *bytes, guint32 length)
{
  pool_clear(pool);
  if (length <= 1)
    return TRUE;
  if (!reserve(pool, length))
    return FALSE;
  memcpy(pool->bytes, bytes, length);
  pool->length = length;
  return TRUE;
}
