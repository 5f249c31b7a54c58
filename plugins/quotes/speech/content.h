/* SPDX-License-Identifier: Apache-2.0
 *
 * content.h - what a cue reports: the stretch of its sentence that somebody is
 * said to say.
 */
#ifndef QUOTES_CONTENT_H
#define QUOTES_CONTENT_H

#include "clause.h"

/* Items of a content; empty where first == last. */
typedef struct Range {
  uint32_t first;
  uint32_t last;
} Range;

/* What stands behind the cue of frame `number`. */
Range content_after(const Clause *c, uint32_t number);

/* "X is expected to ...": the whole clause. */
Range content_passive(const Clause *c, uint32_t number);

/* "..., X said.", "..., according to X": what stands before. */
Range content_before(const Clause *c, uint32_t number);

/* "According to X, ...". */
Range content_according(const Clause *c, uint32_t number);

/* "As X reported, ...": what stands behind the comma. */
Range content_as(const Clause *c, uint32_t number);

/* "(the dam,) which X said was safe": what stands on both sides of the cue. */
Range content_relative(const Clause *c, uint32_t number);

/* "NAME: ...": not "Editing: Ana Bel". */
Range content_colon(const Clause *c, const Frame *frame);

#endif
