/* SPDX-License-Identifier: Apache-2.0
 *
 * chance.h - what chance explains in a corpus of so many quotes.
 *
 * A shared content word tells as much as it is rare in the corpus: its
 * information is log(N / n) nats where n of N quotes have it.
 */
#ifndef QUOTE_DIFF_CHANCE_H
#define QUOTE_DIFF_CHANCE_H

#include <stdint.h>

enum { INFO_STEP = 12 /* per nat */ };

/* What a word tells that `count` of `quotes` quotes have, in 1/INFO_STEP
 * nats, 1 to 255.  Smoothed, so that fifty quotes do not pretend to know which
 * words are rare in general. */
uint32_t word_info(uint32_t count, uint32_t quotes);

/* Evidence that a pair needs, in nats, when `significance` quotes of the corpus
 * may match a quote by chance. */
double evidence_needed(uint32_t quotes, double significance);

/* The information that two words need together to make a key. */
uint32_t key_info(uint32_t quotes);

#endif
