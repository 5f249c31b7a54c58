/* SPDX-License-Identifier: Apache-2.0
 *
 * indirect.h - reported speech without marks: "X said that ...", "..., X
 * said", "according to X, ...", "X urged Y to ...".
 *
 * The content is what the cue governs, with its "that" or "to", up to the end
 * of the clause.  A clause with a marked quote in it is left to that quote.
 */
#ifndef QUOTES_INDIRECT_H
#define QUOTES_INDIRECT_H

#include "work.h"

/* Appends the reported speech of one sentence.  False without memory. */
bool indirect_sentence(const Items *items, const Sent *sent,
                       const Frames *frames, Founds *founds);

#endif
