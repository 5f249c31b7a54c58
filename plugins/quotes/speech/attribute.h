/* SPDX-License-Identifier: Apache-2.0
 *
 * attribute.h - finds the speaker and the cue of each quote of a paragraph.
 *
 * In the quote's own sentence the frame counts that the quote is the object of:
 * the one beside it, else the nearest before it.  A quote that stands alone is
 * by whoever spoke last: in the paragraph, in the sentence that leads it in
 * (with a colon), or in the paragraph before.
 */
#ifndef QUOTES_ATTRIBUTE_H
#define QUOTES_ATTRIBUTE_H

#include "turn.h"

/* Appends the quotes of sentence `number` with what is found about them.  False
 * without memory. */
bool attribute_sentence(const Scene *scene, uint32_t number, Turn *turn,
                        Founds *founds);

#endif
