/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_jsonl.c - any bytes as JSON Lines (packed, too, if they look like it) or
 * as text with front matter.
 */
#include "fuzz_input.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const InputFormat formats[] = { INPUT_JSONL, INPUT_TEXT, INPUT_AUTO };

  read_bytes(data, size, formats, 0);
  read_bytes(data, size, formats, 64);
  return 0;
}
