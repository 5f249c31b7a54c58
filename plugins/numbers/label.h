/* SPDX-License-Identifier: Apache-2.0
 *
 * label.h - a few words to know a quantity by: those that two mentions share.
 */
#ifndef NUMBERS_LABEL_H
#define NUMBERS_LABEL_H

#include "builder.h"
#include "mention.h"

/* Up to three of the words near a mention, in the order of its sentence;
 * `chosen` has a bit for each that may be taken. */
void label_write(const char *words, const Near *near, uint32_t count,
                 uint32_t chosen, Builder *label);

#endif
