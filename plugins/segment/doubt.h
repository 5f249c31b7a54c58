/* SPDX-License-Identifier: Apache-2.0
 *
 * doubt.h - does a text look like one that the stages are for: English, and
 * without the markup of a page?  Told by its beginning alone.
 */
#ifndef SEGMENT_DOUBT_H
#define SEGMENT_DOUBT_H

#include "scan.h"
#include "words.h"

/* Files the small words that English cannot do without.  False without
 * memory. */
bool doubt_open(Words *english);

/* What to tell the user; NULL: all is well.  `tokens` are those of the text. */
const char *doubt_of(const Words *english, const char *text, uint32_t length,
                     const Tokens *tokens);

#endif
