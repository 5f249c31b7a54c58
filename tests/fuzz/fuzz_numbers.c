/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_numbers.c - numbers over any text that a host would let through, tokens
 * made by segment.  Rows must be in order, inside the text and finite.
 */
#include <math.h>
#include <stdlib.h>

#include "find.h"
#include "fuzz_text.h"
#include "rules.h"
#include "scan.h"

static void
check(const Quantities *found, uint32_t length)
{
  uint32_t end = 0;

  for (uint32_t i = 0; i < found->count; i++) {
    const Quantity *q = &found->items[i];

    if (q->begin < end || q->end <= q->begin || q->end > length
        || (q->has_value && !isfinite(q->value))
        || (q->has_high && !isfinite(q->high)))
      abort();
    end = q->end;
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static Rules rules;
  static Lexicon lexicon;
  static bool open;
  Tokens tokens = { 0 };
  Notes notes = { 0 };
  Sentences sentences = { 0 };
  AtomArray atoms = { 0 };
  Quantities found = { 0 };
  stemma_table table = { .size = sizeof table };
  uint32_t length;
  char *bytes = fuzz_text(data, size, &length);
  stemma_doc doc = { .size = sizeof doc, .text = bytes, .length = length };
  Text text;

  if (!open)
    open = rules_open(&rules, true) && lexicon_open(&lexicon);
  if (!scan(bytes, length, &tokens, &notes)
      || !rules_apply(&rules, bytes, length, &tokens, &notes, &sentences))
    abort();
  table.rows =
      (stemma_list){ tokens.items, tokens.count, sizeof(stemma_token) };
  if (!atoms_make(&lexicon, &doc, &table, &atoms, &text))
    abort();
  if (!find_quantities(&text, &found))
    abort();
  check(&found, length);
  array_free(&tokens);
  array_free(&notes);
  array_free(&sentences);
  atoms_free(&atoms);
  array_free(&found);
  free(bytes);
  return 0;
}
