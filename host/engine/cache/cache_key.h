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
gboolean cache_key_of_run(const Plan *plan, Digest *key);

/* [any] */
Digest cache_key_of_document(const Digest *run, const Document *document);

/* For run_key.c: a stage with all that its rows depend on.  FALSE: nobody
 * knows what they depend on. */
gboolean cache_key_add_step(GChecksum *sum, const Plan *plan, const Step *step);

#endif
