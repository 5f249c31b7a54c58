/* SPDX-License-Identifier: Apache-2.0
 *
 * similar.h - how alike two words are written.
 */
#ifndef COMMON_SIMILAR_H
#define COMMON_SIMILAR_H

#include <stdint.h>

/* 0 (nothing alike) .. 100 (the same but for case): 100 less the share of
 * letters to edit (insert, delete, change, swap of neighbours); what is below
 * 50 counts as 0.  Both are UTF-8; words over 40 bytes are alike only when
 * equal.  [any] */
uint32_t similar_words(const char *a, uint32_t a_length, const char *b,
                       uint32_t b_length);

#endif
