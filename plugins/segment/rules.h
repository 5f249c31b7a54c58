/* SPDX-License-Identifier: Apache-2.0
 *
 * rules.h - where sentences and paragraphs end; README.md has the rules in
 * prose.  Constant after rules_open.
 */
#ifndef SEGMENT_RULES_H
#define SEGMENT_RULES_H

#include "scan.h"
#include "words.h"

typedef struct Rules {
  Words abbreviations; /* title, number, inner */
  Words starters;
  Words speech;
} Rules;

typedef ARRAY(stemma_sentence) Sentences;

/* Reads the word lists; without `english` they stay empty.  False without
 * memory. */
bool rules_open(Rules *rules, bool english);

void rules_close(Rules *rules);

/* Appends the sentences of the tokens and sets each token's `sentence`.
 * False without memory. */
bool rules_apply(const Rules *rules, const char *text, uint32_t length,
                 Tokens *tokens, const Notes *notes, Sentences *sentences);

#endif
