/* SPDX-License-Identifier: Apache-2.0
 *
 * cache_key.h - what the rows of a document depend on, as one number.
 *
 * Private to this room.
 */
#ifndef ENGINE_CACHE_KEY_H
#define ENGINE_CACHE_KEY_H

#include "cache.h"

/* What all documents share.  FALSE: rows of this run may not be kept.
 * [control] */
gboolean cache_key_of_run(const Engine *engine, CacheKey *key);

/* [any] */
void cache_key_of_document(const CacheKey *run, const Document *document,
                           CacheKey *key);

#endif
