/* SPDX-License-Identifier: Apache-2.0
 *
 * store.c - see store.h.
 */
#include "store.h"
#include <pthread.h>

typedef struct {
  guint8 *memory; /* NULL: in the file */
  guint64 offset; /* in the file */
  gsize length;   /* 0: no record */
} Record;

struct Store {
  Spill *spill;
  pthread_mutex_t lock;
  GArray *records; /* of Record */
};

Store *
store_new(Spill *spill)
{
  Store *store = g_new0(Store, 1);

  store->spill = spill;
  pthread_mutex_init(&store->lock, NULL);
  store->records = g_array_new(FALSE, TRUE, sizeof(Record));
  return store;
}

static void
forget(Store *store, Record *record)
{
  if (record->memory)
    spill_give_back(store->spill, record->length);
  g_free(record->memory);
  *record = (Record){ NULL, 0, 0 };
}

void
store_free(Store *store)
{
  if (!store)
    return;
  for (guint i = 0; i < store->records->len; i++)
    forget(store, &g_array_index(store->records, Record, i));
  g_array_unref(store->records);
  pthread_mutex_destroy(&store->lock);
  g_free(store);
}

gboolean
store_put(Store *store, guint32 index, const void *bytes, gsize length)
{
  Record record = { NULL, 0, length };

  if (spill_take(store->spill, length))
    record.memory = g_memdup2(bytes, length);
  else if (!spill_write(store->spill, bytes, length, &record.offset))
    return FALSE;
  pthread_mutex_lock(&store->lock);
  if (index >= store->records->len)
    g_array_set_size(store->records, index + 1);
  g_array_index(store->records, Record, index) = record;
  pthread_mutex_unlock(&store->lock);
  return TRUE;
}

gboolean
store_has(Store *store, guint32 index)
{
  gboolean has;

  pthread_mutex_lock(&store->lock);
  has = index < store->records->len
        && g_array_index(store->records, Record, index).length > 0;
  pthread_mutex_unlock(&store->lock);
  return has;
}

void
store_drop(Store *store, guint32 index)
{
  pthread_mutex_lock(&store->lock);
  if (index < store->records->len)
    forget(store, &g_array_index(store->records, Record, index));
  pthread_mutex_unlock(&store->lock);
}

const guint8 *
store_get(Store *store, guint32 index, GByteArray *buffer, gsize *length)
{
  Record record = { NULL, 0, 0 };

  pthread_mutex_lock(&store->lock);
  if (index < store->records->len)
    record = g_array_index(store->records, Record, index);
  pthread_mutex_unlock(&store->lock);
  *length = record.length;
  if (record.memory || record.length == 0)
    return record.memory;
  g_byte_array_set_size(buffer, (guint)record.length);
  return spill_read(store->spill, record.offset, buffer->data, record.length)
             ? buffer->data
             : NULL;
}
