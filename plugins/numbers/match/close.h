/* SPDX-License-Identifier: Apache-2.0
 *
 * close.h - two amounts in reports of one event, read as closely as by a reader
 * who holds the reports side by side: a word that both have may be enough, and
 * of equal amounts that neither finds elsewhere none at all.
 */
#ifndef NUMBERS_CLOSE_H
#define NUMBERS_CLOSE_H

#include "mention.h"

/* Are both of documents that are read closely, and exact enough for it? */
bool may_compare_closely(const Mention *a, const Mention *b);

/* PAIR_... of the two (compare.h), which share `s`. */
uint32_t compare_closely(const Candidate *x, const Candidate *y,
                         const Shared *s);

#endif
