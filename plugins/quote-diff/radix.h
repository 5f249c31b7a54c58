/* SPDX-License-Identifier: Apache-2.0
 *
 * radix.h - sorts numbers by some of their bits.
 */
#ifndef QUOTE_DIFF_RADIX_H
#define QUOTE_DIFF_RADIX_H

#include <stddef.h>
#include <stdint.h>

/* Sorts `count` items by the `bits` bits from bit `shift` on; those with equal
 * bits keep their order.  `spare` has room for as many.  The sorted ones lie in
 * what is returned, which is one of both. */
uint64_t *radix_sort(uint64_t *items, uint64_t *spare, size_t count,
                     unsigned shift, unsigned bits);

#endif
