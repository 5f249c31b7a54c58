/* SPDX-License-Identifier: Apache-2.0 */
#include "fnv.h"

uint64_t
fnv_bytes(uint64_t hash, const void *bytes, size_t length)
{
  const unsigned char *byte = bytes;

  for (size_t i = 0; i < length; i++)
    hash = fnv_byte(hash, byte[i]);
  return hash;
}
