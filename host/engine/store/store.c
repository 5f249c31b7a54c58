/* SPDX-License-Identifier: Apache-2.0
 *
 * store.c - see store.h.
 */
#include "store.h"
#include <pthread.h>
#include <string.h>

/* There is one for each document of the corpus, so it is small. */
typedef struct {
  union {
    guint8 *memory;
    guint64 offset; /* in the file */
  } at;
  guint64 length : 63; /* 0: no record */
  guint64 in_file : 1;
} Record;

struct Store {
  Spill *spill;
  pthread_mutex_t lock;
  Record *records;
  guint32 count;
  guint32 room;
};

Store *
store_new(Spill *spill)
{
  Store *store = g_new0(Store, 1);

  store->spill = spill;
  pthread_mutex_init(&store->lock, NULL);
  return store;
}

static void
forget(Store *store, Record *record)
{
  if (record->length > 0 && !record->in_file) {
    spill_give_back(store->spill, record->length);
    g_free(record->at.memory);
  }
  *record = (Record){ .length = 0 };
}

void
store_free(Store *store)
{
  if (!store)
    return;
  for (guint32 i = 0; i < store->count; i++)
    forget(store, &store->records[i]);
  g_free(store->records);
  pthread_mutex_destroy(&store->lock);
  g_free(store);
}

/* With the lock held.  By an eighth at a time: with each doubling half of it
 * would be unused. */
static Record *
record_at(Store *store, guint32 index)
{
  if (index >= store->room) {
    guint32 room = index + index / 8 + 64;
    store->records = g_renew(Record, store->records, room);
    memset(store->records + store->room, 0,
           (room - store->room) * sizeof(Record));
    store->room = room;
  }
  store->count = MAX(store->count, index + 1);
  return &store->records[index];
}

static gboolean
keep(Store *store, const void *bytes, gsize length, Record *record)
{
  guint64 offset = 0;

  record->length = length & G_MAXINT64;
  record->in_file = !spill_take(store->spill, length);
  if (!record->in_file) {
    record->at.memory = g_memdup2(bytes, length);
    return TRUE;
  }
  if (!spill_write(store->spill, bytes, length, &offset))
    return FALSE;
  record->at.offset = offset;
  return TRUE;
}

gboolean
store_put(Store *store, guint32 index, const void *bytes, gsize length)
{
  Record record = { .length = 0 };

  if (!keep(store, bytes, length, &record))
    return FALSE;
  pthread_mutex_lock(&store->lock);
  *record_at(store, index) = record;
  pthread_mutex_unlock(&store->lock);
  return TRUE;
}

gboolean
store_has(Store *store, guint32 index)
{
  gboolean has;

  pthread_mutex_lock(&store->lock);
  has = index < store->count && store->records[index].length > 0;
  pthread_mutex_unlock(&store->lock);
  return has;
}

void
store_drop(Store *store, guint32 index)
{
  pthread_mutex_lock(&store->lock);
  if (index < store->count)
    forget(store, &store->records[index]);
  pthread_mutex_unlock(&store->lock);
}

const guint8 *
store_get(Store *store, guint32 index, GByteArray *buffer, gsize *length)
{
  Record record = { .length = 0 };

  pthread_mutex_lock(&store->lock);
  if (index < store->count)
    record = store->records[index];
  pthread_mutex_unlock(&store->lock);
  *length = (gsize)record.length;
  if (!record.in_file)
    return record.length > 0 ? record.at.memory : NULL;
  g_byte_array_set_size(buffer, (guint)*length);
  return spill_read(store->spill, record.at.offset, buffer->data, *length)
             ? buffer->data
             : NULL;
}
