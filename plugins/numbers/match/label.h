/* SPDX-License-Identifier: Apache-2.0
 *
 * label.h - a few words to know a quantity by: those that two mentions share.
 *
 * Which pair of mentions names a group is known at the end alone, so that each
 * mention keeps a list of the words that any of its pairs would take.
 */
#ifndef NUMBERS_LABEL_H
#define NUMBERS_LABEL_H

#include "builder.h"
#include "mention.h"

/* Up to three of the words near a mention that it shares, without names where
 * others are there, as they stand near all amounts of an event; of an age the
 * name that it belongs to.  Where nothing is shared, the nearest words.
 * `shared` and what is returned have a bit for each. */
uint32_t label_pick(const Near *near, uint32_t count, uint32_t shared);

/* What the rank of words is worse by that are not shared. */
enum { LABEL_NOT_SHARED = 4000 };

/* How well the best of these words names the thing: less is better. */
uint32_t label_rank(const Near *near, uint32_t count, uint32_t chosen);

/* Writes the words whose bits are set in the order of the sentence, a blank
 * after each. */
void label_list(const char *words, const Near *near, uint32_t count,
                uint32_t listed, Builder *list);

/* The places that the chosen words have in the list: a bit for each. */
uint32_t label_places(const Near *near, uint32_t count, uint32_t listed,
                      uint32_t chosen);

/* Writes the words at these places of the list. */
void label_write(Piece list, uint32_t places, Builder *label);

#endif
