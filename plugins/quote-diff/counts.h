/* SPDX-License-Identifier: Apache-2.0
 *
 * counts.h - a table from codes to counts.
 */
#ifndef QUOTE_DIFF_COUNTS_H
#define QUOTE_DIFF_COUNTS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Count {
  uint32_t code; /* 0: free */
  uint32_t count;
} Count;

typedef struct Counts {
  Count *slots;
  uint32_t room; /* a power of two, or 0 */
  uint32_t used;
} Counts;

/* False without memory, and then nothing has changed. */
bool counts_add(Counts *counts, uint32_t code, uint32_t count);

/* 0 when `code` was never added. */
uint32_t counts_get(const Counts *counts, uint32_t code);

void counts_free(Counts *counts);

#endif
