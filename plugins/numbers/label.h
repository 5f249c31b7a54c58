/* SPDX-License-Identifier: Apache-2.0
 *
 * label.h - a few words to know a quantity by: those that two mentions share.
 */
#ifndef NUMBERS_LABEL_H
#define NUMBERS_LABEL_H

#include "builder.h"
#include "mention.h"

/* Up to three words that both have, in the order of a's sentence; `words` is
 * a's. */
void label_write(const char *words, const Near *a, uint32_t count_a,
                 const Near *b, uint32_t count_b, Builder *about);

#endif
