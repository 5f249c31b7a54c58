/* SPDX-License-Identifier: Apache-2.0 */
#include "utf8.h"

uint32_t
utf8_encode(uint32_t code, char *out)
{
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  if (code < 0x800) {
    out[0] = (char)(0xc0u | code >> 6);
    out[1] = (char)(0x80u | (code & 0x3fu));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = (char)(0xe0u | code >> 12);
    out[1] = (char)(0x80u | (code >> 6 & 0x3fu));
    out[2] = (char)(0x80u | (code & 0x3fu));
    return 3;
  }
  out[0] = (char)(0xf0u | code >> 18);
  out[1] = (char)(0x80u | (code >> 12 & 0x3fu));
  out[2] = (char)(0x80u | (code >> 6 & 0x3fu));
  out[3] = (char)(0x80u | (code & 0x3fu));
  return 4;
}
