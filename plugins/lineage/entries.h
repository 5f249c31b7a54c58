/* SPDX-License-Identifier: Apache-2.0
 *
 * entries.h - the readings of the whole corpus in the order that trees need:
 * by utterance, document, column; of each document only its fullest rendering
 * of an utterance (a full one before an excerpt before a fragment, then the one
 * with most words, then the first).
 */
#ifndef LINEAGE_ENTRIES_H
#define LINEAGE_ENTRIES_H

#include <stdbool.h>

#include <stemma/layers.h>

#include "array.h"

typedef struct Entry {
  uint32_t utterance;
  uint32_t doc;
  uint32_t rendering;
  uint32_t column;
  uint32_t reading; /* its row in "reading" */
} Entry;

typedef ARRAY(Entry) Entries;

/* Content words and omissions alone; marks are left out.  False without
 * memory. */
bool entries_read(const stemma_table *readings, const stemma_table *renderings,
                  Entries *entries);

static inline const stemma_reading *
reading_at(const stemma_table *readings, uint32_t i)
{
  return STEMMA_AT(stemma_reading, readings->rows, i);
}

#endif
