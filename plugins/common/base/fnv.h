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
#define FNV_INVERSE UINT64_C(0xce965057aff6957b) /* times FNV_PRIME: 1 */

/* One more byte.  Start with FNV_START. */
static inline uint64_t
fnv_byte(uint64_t hash, unsigned char byte)
{
  return (hash ^ byte) * FNV_PRIME;
}

/* The hash before its last byte came to it. */
static inline uint64_t
fnv_undo(uint64_t hash, unsigned char byte)
{
  return hash * FNV_INVERSE ^ byte;
}

/* The hash before its last bytes came to it, at most seven and all of them
 * zero. */
static inline uint64_t
fnv_undo_zeros(uint64_t hash, uint32_t count)
{
#define FNV_BACK_2 (FNV_INVERSE * FNV_INVERSE)
#define FNV_BACK_4 (FNV_BACK_2 * FNV_BACK_2)
  static const uint64_t back[8] = {
    1,
    FNV_INVERSE,
    FNV_BACK_2,
    FNV_BACK_2 * FNV_INVERSE,
    FNV_BACK_4,
    FNV_BACK_4 * FNV_INVERSE,
    FNV_BACK_4 * FNV_BACK_2,
    FNV_BACK_4 * FNV_BACK_2 * FNV_INVERSE,
  };
#undef FNV_BACK_2
#undef FNV_BACK_4

  return hash * back[count & 7];
}

/* 32 bits of it, never 0. */
static inline uint32_t
fnv_narrow(uint64_t hash)
{
  uint32_t half = (uint32_t)(hash ^ hash >> 32);

  return half ? half : 1;
}

/* The hash of `length` bytes, going on from `hash`. */
uint64_t fnv_bytes(uint64_t hash, const void *bytes, size_t length);

#endif
