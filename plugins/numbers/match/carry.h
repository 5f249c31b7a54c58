/* SPDX-License-Identifier: Apache-2.0
 *
 * carry.h - a quantity as it is carried to those of other documents: its
 * amount in the base that they have in common, and what is worth carrying.
 */
#ifndef NUMBERS_CARRY_H
#define NUMBERS_CARRY_H

#include <stemma/plugin.h>

#include "mention.h"
#include "surround.h"

/* Is a row of this sort ever the same in two articles?  Ordinals are of their
 * phrase alone; a few (carry_is_few) only where documents are read closely. */
bool carry_may_compare(const stemma_quantity *q, bool closely);

/* One, two: said of everything, so that a noun must say of what. */
bool carry_is_few(const stemma_quantity *q);

/* HEAD_...: where the word stands that says what is counted. */
uint32_t carry_head(const stemma_quantity *q);

/* The base unit that it is compared in; as long as `base_unit` of what
 * carry_quantity gives says. */
const char *carry_base_unit(const stemma_table *quantities,
                            const stemma_quantity *q);

/* Does the row say again, in another unit and in brackets, what the one before
 * it says: "10 km (6 miles)"? */
bool carry_is_restated(const stemma_doc *doc, const stemma_table *quantities,
                       uint32_t row);

/* Row `row` of the document's quantities; the words around it and its topics
 * are left to set. */
Carried carry_quantity(const stemma_doc *doc, const stemma_table *quantities,
                       uint32_t row);

#endif
