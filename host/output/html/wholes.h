/* SPDX-License-Identifier: Apache-2.0
 *
 * wholes.h - what each article has of an utterance, in full.
 */
#ifndef HTML_WHOLES_H
#define HTML_WHOLES_H

#include "page.h"

/* What each witness says, the same words once; `parts`: of those alone that
 * quote only a few words.  Its elements are for the functions below. */
GArray *wholes_new(const Page *page, const Collation *collation,
                   gboolean parts);

/* A list that unfolds, or is unfolded where `open`. */
void wholes_print(Page *page, const GArray *wholes, gboolean open);

/* "[A B] quote only “heroic”." */
void wholes_print_parts(Page *page, const GArray *parts);

#endif
