/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_sentiment.c - sentiment over any text that a host would let through,
 * tokens made by segment.  Every row must lie inside the text and every score
 * between -1 and 1.
 */
#include <stdlib.h>

#include "fuzz_text.h"
#include "mini.h"
#include "rules.h"
#include "scan.h"

const stemma_module *stemma_module_v1(void);

static void
check(const Mini *mini, uint32_t length)
{
  const stemma_table *rows = mini_table(mini, "sentiment");

  for (uint32_t i = 0; i < rows->rows.count; i++) {
    const stemma_sentiment *row = STEMMA_AT(stemma_sentiment, rows->rows, i);

    if (row->row.begin > row->row.end || row->row.end > length
        || !(row->score >= -1 && row->score <= 1))
      abort();
  }
}

static Mini *
host(void)
{
  static Mini *mini;

  if (!mini) {
    mini = mini_new();
    mini_give(mini, &stemma_token_layer, (stemma_list){ NULL, 0, 1 }, NULL, 0);
    mini_give(mini, &stemma_sentence_layer, (stemma_list){ NULL, 0, 1 }, NULL,
              0);
    mini_add(mini, stemma_module_v1(), NULL);
  }
  return mini;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static Rules rules;
  static bool open;
  Tokens tokens = { 0 };
  Notes notes = { 0 };
  Sentences sentences = { 0 };
  stemma_error error = { .size = sizeof error };
  Mini *mini = host();
  uint32_t length;
  char *text = fuzz_text(data, size, &length);

  if (!open)
    open = rules_open(&rules, true);
  if (!scan(text, length, &tokens, &notes)
      || !rules_apply(&rules, text, length, &tokens, &notes, &sentences))
    abort();
  mini_give(mini, &stemma_token_layer,
            (stemma_list){ tokens.items, tokens.count, sizeof(stemma_token) },
            NULL, 0);
  mini_give(mini, &stemma_sentence_layer,
            (stemma_list){ sentences.items, sentences.count,
                           sizeof(stemma_sentence) },
            NULL, 0);
  if (mini_run(mini, "fuzz", text, length, &error) != STEMMA_OK)
    abort();
  check(mini, length);
  array_free(&tokens);
  array_free(&notes);
  array_free(&sentences);
  free(text);
  return 0;
}
