/* SPDX-License-Identifier: Apache-2.0
 *
 * radix.h - numbers sorted by their bits, in linear time.  Items with equal
 * keys keep their order.  `spare` has room for as many as `items`.
 */
#ifndef COMMON_RADIX_H
#define COMMON_RADIX_H

#include <stddef.h>
#include <stdint.h>

typedef struct Keyed {
  uint64_t key;
  uint32_t value;
  uint32_t reserved;
} Keyed;

/* Sorts `count` items by the `bits` bits from bit `shift` on.  The sorted ones
 * lie in what is returned, which is one of both. */
uint64_t *radix_sort(uint64_t *items, uint64_t *spare, size_t count,
                     unsigned shift, unsigned bits);

/* Sorts `items` by their whole keys, in place. */
void radix_sort_keyed(Keyed *items, Keyed *spare, size_t count);

#endif
