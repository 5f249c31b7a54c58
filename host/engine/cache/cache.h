/* SPDX-License-Identifier: Apache-2.0
 *
 * cache.h - the rows that map stages wrote about a document, kept in a folder
 * for the next run.
 *
 * Rows are found by what they depend on and by nothing else: the document (id,
 * text, language, metadata, targets) and each stage of the first pass (module
 * and stage with their versions, the bytes of the plugin's file and of its data
 * files, options, files that options name, bindings, seed), and this program.
 * Whatever changes makes another name, so a row is never stale; what is damaged
 * is as if it were not there.  What a stage said on the way (log lines) is not
 * kept, so a document with such lines is analysed each time, and so is
 * everything where a stage of the first pass is STEMMA_STAGE_IMPURE.
 *
 * Private to this room.
 */
#ifndef ENGINE_CACHE_H
#define ENGINE_CACHE_H

#include "../flight.h"
#include "digest.h"

/* Opens the folder that the pipeline names, and makes it; NULL where it names
 * none or nothing of this run may be kept, or with an error (E802).  [control],
 * before any document. */
Cache *cache_open(const Engine *engine, Diagnostics *all);
void cache_free(Cache *cache);

/* The flight's rows as an earlier run left them; `key` is for cache_keep.
 * [worker] */
gboolean cache_find(Cache *cache, Flight *flight, Digest *key);

/* Keeps the rows of the first pass's map stages, which all went well.  `buffer`
 * is scratch.  A failure is told once, as a warning in the flight's lines.
 * [worker] */
void cache_keep(Cache *cache, Flight *flight, const Digest *key,
                GByteArray *buffer);

#endif
