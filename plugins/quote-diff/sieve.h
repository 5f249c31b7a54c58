/* SPDX-License-Identifier: Apache-2.0
 *
 * sieve.h - which keys two quotes or more have.
 *
 * Nine keys of ten belong to one quote alone and would only cost memory and
 * sorting.  The sieve counts keys to two in cells of two bits, CELLS for each
 * quote; keys that share a cell by chance pass needlessly, none is lost.
 */
#ifndef QUOTE_DIFF_SIEVE_H
#define QUOTE_DIFF_SIEVE_H

#include "keys.h"

/* Bytes of a sieve for `quotes` quotes: a power of two. */
uint32_t sieve_bytes(uint32_t quotes);

/* Counts a key. */
void sieve_add(unsigned char *cells, uint32_t bytes, stemma_key key);

/* Adds the counts of `from`, a sieve of the same size. */
void sieve_merge(unsigned char *into, const unsigned char *from,
                 uint32_t bytes);

/* Was the key, or another in its cell, counted twice? */
bool sieve_passes(const unsigned char *cells, uint32_t bytes, stemma_key key);

#endif
