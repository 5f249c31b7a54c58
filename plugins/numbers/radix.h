/* SPDX-License-Identifier: Apache-2.0
 *
 * radix.h - numbers sorted by a key of 64 bits, in linear time.
 */
#ifndef NUMBERS_RADIX_H
#define NUMBERS_RADIX_H

#include <stdint.h>

typedef struct Keyed {
  uint64_t key;
  uint32_t value;
  uint32_t reserved;
} Keyed;

/* Sorts `items` by key; those with the same one keep their order.  `spare` has
 * room for as many. */
void radix_sort(Keyed *items, Keyed *spare, uint32_t count);

#endif
