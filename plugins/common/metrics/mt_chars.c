/* SPDX-License-Identifier: Apache-2.0 */
#include "mt_chars.h"

#include "mt_chars_data.inc"

#define BLOCK_BITS 7
#define LOWER_COUNT (sizeof lower_from / sizeof lower_from[0])

unsigned
mt_class(uint32_t code)
{
  if (code > 0x10ffffu)
    return 0;
  return class_blocks[((uint32_t)class_index[code >> BLOCK_BITS] << BLOCK_BITS)
                      + (code & ((1u << BLOCK_BITS) - 1u))];
}

uint32_t
mt_lower(uint32_t code)
{
  size_t low = 0, high = LOWER_COUNT;

  if (code < 0x80u)
    return code >= 'A' && code <= 'Z' ? code + 32u : code;
  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (lower_from[middle] < code)
      low = middle + 1;
    else
      high = middle;
  }
  return low < LOWER_COUNT && lower_from[low] == code ? lower_to[low] : code;
}

/* How many bytes a sequence has that begins with `lead`; 0: none does. */
static size_t
sequence_length(unsigned char lead)
{
  if (lead < 0x80u)
    return 1;
  if (lead >= 0xc2u && lead < 0xe0u)
    return 2;
  if (lead >= 0xe0u && lead < 0xf0u)
    return 3;
  return lead >= 0xf0u && lead < 0xf5u ? 4 : 0;
}

uint32_t
mt_decode(const char *at, size_t left, size_t *length)
{
  static const unsigned char masks[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
  const unsigned char *byte = (const unsigned char *)at;
  size_t need = sequence_length(byte[0]);
  uint32_t code;

  *length = 1;
  if (need == 0 || need > left)
    return 0xfffdu;
  code = byte[0] & (uint32_t)masks[need];
  for (size_t i = 1; i < need; i++) {
    if ((byte[i] & 0xc0u) != 0x80u)
      return 0xfffdu;
    code = code << 6 | (byte[i] & 0x3fu);
  }
  *length = need;
  return code;
}

size_t
mt_encode(uint32_t code, char *out)
{
  static const unsigned char leads[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
  size_t length = 1u + (code >= 0x80u) + (code >= 0x800u) + (code >= 0x10000u);

  for (size_t i = length; i-- > 1; code >>= 6)
    out[i] = (char)(0x80u | (code & 0x3fu));
  out[0] = (char)(leads[length] | code);
  return length;
}
