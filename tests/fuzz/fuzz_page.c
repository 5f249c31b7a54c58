/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_page.c - any bytes as a page of HTML.
 */
#include "fuzz_input.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const InputFormat formats[] = { INPUT_HTML, INPUT_AUTO };

  read_bytes(data, size, formats, 0);
  return 0;
}
