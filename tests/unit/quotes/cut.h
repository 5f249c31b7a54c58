/* SPDX-License-Identifier: Apache-2.0
 *
 * cut.h - a text with its tokens and sentences, for tests of the quotes
 * plugin's parts.
 */
#ifndef UNIT_QUOTES_CUT_H
#define UNIT_QUOTES_CUT_H

#include "document.h"
#include "rules.h"
#include "scan.h"

typedef struct Cut {
  Tokens tokens;
  Notes notes;
  Sentences sentences;
  Rules rules;
  stemma_doc doc;
  stemma_table token_table;
  stemma_table sentence_table;
  Options options;
  Text text;
  Document found;
} Cut;

/* Cuts `text`, which must outlive the result, with the default options. */
void cut_open(Cut *cut, const char *text);

/* Finds the quotes too. */
void cut_read(Cut *cut);

void cut_free(Cut *cut);

#endif
