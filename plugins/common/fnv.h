/* SPDX-License-Identifier: Apache-2.0
 *
 * fnv.h - the hash behind a token's `fold` and every word table: FNV-1a with
 * 64 bits (Fowler, Noll and Vo; draft-eastlake-fnv).
 */
#ifndef COMMON_FNV_H
#define COMMON_FNV_H

#include <stddef.h>
#include <stdint.h>

#define FNV_START UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x100000001b3)

/* One more byte.  Start with FNV_START. */
static inline uint64_t
fnv_byte(uint64_t hash, unsigned char byte)
{
  return (hash ^ byte) * FNV_PRIME;
}

/* The hash of `length` bytes, going on from `hash`. */
uint64_t fnv_bytes(uint64_t hash, const void *bytes, size_t length);

#endif
