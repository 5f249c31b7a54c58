/* SPDX-License-Identifier: Apache-2.0
 *
 * turned.h - words that a witness does not leave out, but has elsewhere: "When
 * it is over I shall sleep" beside "I shall sleep when it is over".  The
 * collation sets a word of such a phrase as transposed.
 */
#ifndef SUMMARY_TURNED_H
#define SUMMARY_TURNED_H

#include "collation.h"

/* Of a witness that says nothing in columns `first` to `last`: has it elsewhere
 * what others say there?  FALSE for very many witnesses. */
gboolean collation_is_turned(const Collation *collation, const Witness *witness,
                             guint first, guint last);

#endif
