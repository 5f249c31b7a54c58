/* SPDX-License-Identifier: Apache-2.0
 *
 * scan.h - cuts a text into tokens, in one pass; README.md has the rules.
 *
 * Knows nothing of sentences.  It notes what the sentence rules will ask (is
 * there a line break before the token, is it a capital), so that they need not
 * read the text again.
 */
#ifndef SEGMENT_SCAN_H
#define SEGMENT_SCAN_H

#include <stemma/layers.h>

#include "array.h"

/* Notes about a token. */
enum {
  NOTE_BLANK = 1u << 0,    /* something blank stands before it */
  NOTE_LINE = 1u << 1,     /* one line break stands before it */
  NOTE_GAP = 1u << 2,      /* an empty line stands before it */
  NOTE_CAPITAL = 1u << 3,  /* starts with a capital; a word */
  NOTE_LOWER = 1u << 4,    /* starts with a small letter; a word */
  NOTE_TERMINAL = 1u << 5, /* . ! ? and their kin */
  NOTE_CLOSER = 1u << 6,   /* may close a quote or a bracket */
  NOTE_DIGIT = 1u << 7     /* a number */
};

typedef ARRAY(stemma_token) Tokens;
typedef ARRAY(uint8_t) Notes;

/* Appends the tokens of `text` (valid UTF-8, `length` bytes and a NUL) and a
 * note for each.  False without memory. */
bool scan(const char *text, uint32_t length, Tokens *tokens, Notes *notes);

#endif
