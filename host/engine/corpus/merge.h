/* SPDX-License-Identifier: Apache-2.0
 *
 * merge.h - sorted runs of carried rows, in memory and on disk, as one stream
 * by key, document and row.
 *
 * Private to this room.
 */
#ifndef ENGINE_MERGE_H
#define ENGINE_MERGE_H

#include "../store/spill.h"
#include <stemma/plugin.h>

/* A row under a key.  `at` is where it lies in the part's bytes: its length as
 * a guint64, then the packed row. */
typedef struct {
  stemma_key key;
  guint32 doc;
  guint32 row;
  guint64 at;
} Entry;

/* A piece of a run on disk: whole entries, `at` being 0, each followed by its
 * length and its packed row. */
typedef struct {
  guint64 offset;
  gsize length;
} Block;

int entry_compare(const Entry *a, const Entry *b);

/* Sorts entries, and writes them with their rows; the blocks (of Block) are
 * the caller's.  NULL: spill_error. */
void run_sort(GArray *entries);
GArray *run_write(const GArray *entries, const guint8 *bytes, Spill *spill);

typedef struct Merge Merge;

Merge *merge_new(Spill *spill);
void merge_free(Merge *merge);

/* What is added must stay as it is until merge_free. */
void merge_add_memory(Merge *merge, const GArray *entries, const guint8 *bytes);
void merge_add_run(Merge *merge, const GArray *blocks);

/* The next entry and its packed row, each key, document and row once; NULL at
 * the end or when the file could not be read (spill_error). */
const Entry *merge_peek(Merge *merge, const guint8 **row);
void merge_advance(Merge *merge);

#endif
