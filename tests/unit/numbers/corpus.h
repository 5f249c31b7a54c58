/* SPDX-License-Identifier: Apache-2.0
 *
 * corpus.h - runs segment and numbers over a few texts with no host but the
 * mini one: find through mini, match and agree through the little engine here
 * (keys sorted, members in document order), and prints what agree writes.
 */
#ifndef TEST_NUMBERS_CORPUS_H
#define TEST_NUMBERS_CORPUS_H

#include <glib.h>

/* A line for each agreement: "verdict[ vague] kind about: member | member"; a
 * member is "doc:text".  Free the result. */
char *corpus_agreements(const char *const *texts, guint count);

/* A line for each quantity of a text: "text kind value[..high] unit modifier
 * base". */
char *corpus_quantities(const char *text);

#endif
