/* SPDX-License-Identifier: Apache-2.0
 *
 * store.h - one record of bytes for each document, from one pass to the later
 * ones: in memory as long as the spill's budget allows, then in its file.
 */
#ifndef ENGINE_STORE_H
#define ENGINE_STORE_H

#include "spill.h"

typedef struct Store Store;

Store *store_new(Spill *spill);
void store_free(Store *store);

/* Copies the record of document `index`.  FALSE: spill_error.  Any thread. */
gboolean store_put(Store *store, guint32 index, const void *bytes,
                   gsize length);

/* Is there a record?  Any thread. */
gboolean store_has(Store *store, guint32 index);

/* Forgets a document.  Any thread. */
void store_drop(Store *store, guint32 index);

/* The record, in memory or read into `buffer`, aligned to 8; NULL: there is
 * none, or it could not be read (spill_error).  Any thread, while nobody puts
 * this document. */
const guint8 *store_get(Store *store, guint32 index, GByteArray *buffer,
                        gsize *length);

#endif
