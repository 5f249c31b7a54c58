/* SPDX-License-Identifier: Apache-2.0 */
#include "cut.h"

#include "unit.h"

#include <string.h>

void
cut_open(Cut *cut, const char *text)
{
  uint32_t length = (uint32_t)strlen(text);

  memset(cut, 0, sizeof *cut);
  assert_true(rules_open(&cut->rules, true));
  assert_true(scan(text, length, &cut->tokens, &cut->notes));
  assert_true(rules_apply(&cut->rules, text, length, &cut->tokens, &cut->notes,
                          &cut->sentences));
  cut->doc =
      (stemma_doc){ .size = sizeof cut->doc, .text = text, .length = length };
  cut->token_table.rows = (stemma_list){ cut->tokens.items, cut->tokens.count,
                                         sizeof(stemma_token) };
  cut->sentence_table.rows =
      (stemma_list){ cut->sentences.items, cut->sentences.count,
                     sizeof(stemma_sentence) };
  cut->options =
      (Options){ .styles = 3, .min_words = 1, .distance = 2, .indirect = 1 };
  cut->text = (Text){ &cut->doc, &cut->token_table, &cut->sentence_table,
                      &cut->options };
}

void
cut_read(Cut *cut)
{
  assert_true(document_read(&cut->text, &cut->found));
}

void
cut_free(Cut *cut)
{
  document_free(&cut->found);
  rules_close(&cut->rules);
  array_free(&cut->tokens);
  array_free(&cut->notes);
  array_free(&cut->sentences);
}
