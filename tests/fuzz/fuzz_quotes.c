/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_quotes.c - quotes over any text that a host would let through, tokens
 * made by segment.  Every span must lie inside the text.
 */
#include <stdlib.h>

#include "document.h"
#include "fuzz_text.h"
#include "rules.h"
#include "scan.h"

static void
check(const Document *document, uint32_t length)
{
  for (uint32_t i = 0; i < document->founds.count; i++) {
    const Found *found = &document->founds.items[i];

    if (found->span.begin >= found->span.end || found->span.end > length
        || found->speaker.begin > found->speaker.end
        || found->speaker.end > length || found->cue.begin > found->cue.end
        || found->cue.end > length)
      abort();
  }
  for (uint32_t i = 0; i < document->names.entities.count; i++) {
    stemma_span name = document->names.entities.items[i].name;

    if (name.begin >= name.end || name.end > length)
      abort();
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static Rules rules;
  static bool open;
  Tokens tokens = { 0 };
  Notes notes = { 0 };
  Sentences sentences = { 0 };
  Document document = { 0 };
  stemma_table token_table = { .size = sizeof token_table };
  stemma_table sentence_table = { .size = sizeof sentence_table };
  Options options = {
    .styles = 3, .min_words = 1, .distance = 2, .indirect = 1, .nested = 1
  };
  uint32_t length;
  char *bytes = fuzz_text(data, size, &length);
  stemma_doc doc = { .size = sizeof doc, .text = bytes, .length = length };
  Text text = { &doc, &token_table, &sentence_table, &options };

  if (!open)
    open = rules_open(&rules, true);
  if (!scan(bytes, length, &tokens, &notes)
      || !rules_apply(&rules, bytes, length, &tokens, &notes, &sentences))
    abort();
  token_table.rows =
      (stemma_list){ tokens.items, tokens.count, sizeof(stemma_token) };
  sentence_table.rows = (stemma_list){ sentences.items, sentences.count,
                                       sizeof(stemma_sentence) };
  options.scare = length & 1u;
  if (!document_read(&text, &document))
    abort();
  check(&document, length);
  document_free(&document);
  array_free(&tokens);
  array_free(&notes);
  array_free(&sentences);
  free(bytes);
  return 0;
}
