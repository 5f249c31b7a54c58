/* SPDX-License-Identifier: Apache-2.0
 *
 * looks.h - how an item looks by the bytes at its ends, which a table tells for
 * nearly all.
 */
#ifndef QUOTES_LOOKS_H
#define QUOTES_LOOKS_H

#include "work.h"

/* What bytes tell. */
enum { LOOKS_KINDS = 4 };
typedef struct Looks {
  /* By a token's kind and its first byte.  `end` is set where that does not
   * tell all: beyond ASCII, and for marks that may vanish. */
  Look first[LOOKS_KINDS][256];
  /* 1 for the last bytes of endings that tell something: -ed, -ly, 's. */
  uint8_t last[256];
} Looks;

extern const Looks looks;

static inline const Look *
looks_of(uint32_t kind, char first)
{
  return &looks.first[kind % LOOKS_KINDS][(unsigned char)first];
}

/* The mark as one ASCII character: dashes are '-', an ellipsis '.', quotation
 * marks '\'' or '"'; 0 for the others. */
char looks_mark(const char *at, uint32_t length);

/* The mark before the end of what stands between quotation marks; 0: none. */
char looks_last_mark(const char *text, stemma_span span);

#endif
