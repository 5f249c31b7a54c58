/* SPDX-License-Identifier: Apache-2.0
 *
 * frames.h - who says, thinks or asks in a sentence: each cue with its subject.
 *
 * Reads items, in which quotes are masked, so nothing inside a quote is taken
 * for a cue.
 */
#ifndef QUOTES_FRAMES_H
#define QUOTES_FRAMES_H

#include "work.h"

/* Appends the frames of one sentence, by the place of their cues.  False
 * without memory. */
bool frames_find(const Text *text, const Items *items, const Sent *sent,
                 Frames *frames);

/* The subject of the clause that begins at item `from`: the first phrase that
 * no preposition or conjunction leads in.  False when there is none. */
bool frames_subject(const Item *items, uint32_t from, uint32_t end,
                    Phrase *phrase);

#endif
