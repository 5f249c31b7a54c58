/* SPDX-License-Identifier: Apache-2.0
 *
 * stems.h - the hashes of words' stems, with a memory of the words met last:
 * the same ones stand around most quantities.
 */
#ifndef NUMBERS_STEMS_H
#define NUMBERS_STEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sb_stemmer;
struct StemSlot;

/* One thread's. */
typedef struct Stems {
  struct sb_stemmer *stemmer;
  struct StemSlot *slots;
} Stems;

/* false: no memory, and nothing to close. */
bool stems_open(Stems *stems);
void stems_close(Stems *stems);

/* The hash of a lower-case word's stem; 0: no memory. */
uint64_t stems_hash(Stems *stems, const char *folded, size_t length);

#endif
