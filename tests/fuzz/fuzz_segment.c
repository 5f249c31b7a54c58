/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_segment.c - segment over any text that a host would let through: the
 * input is cut to valid UTF-8 without NUL.  Tokens must be in order and cover
 * what is not blank; sentences must cover all tokens.
 */
#include <stdlib.h>

#include "fuzz_text.h"
#include "rules.h"
#include "scan.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static Rules rules;
  static bool open;
  Tokens tokens = { 0 };
  Notes notes = { 0 };
  Sentences sentences = { 0 };
  uint32_t length, end = 0, counted = 0;
  char *text = fuzz_text(data, size, &length);

  if (!open)
    open = rules_open(&rules, true);
  if (!scan(text, length, &tokens, &notes)
      || !rules_apply(&rules, text, length, &tokens, &notes, &sentences))
    abort();
  for (uint32_t i = 0; i < tokens.count; i++) {
    const stemma_row *row = &tokens.items[i].row;

    if (row->begin < end || row->end <= row->begin || row->end > length
        || tokens.items[i].sentence >= sentences.count)
      abort();
    end = row->end;
  }
  for (uint32_t i = 0; i < sentences.count; i++)
    counted += sentences.items[i].tokens;
  if (counted != tokens.count)
    abort();
  array_free(&tokens);
  array_free(&notes);
  array_free(&sentences);
  free(text);
  return 0;
}
