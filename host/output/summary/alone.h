/* SPDX-License-Identifier: Apache-2.0
 *
 * alone.h - the sentences at an utterance's ends that one witness alone has:
 * who quotes more than the others is not compared with them there.
 */
#ifndef SUMMARY_ALONE_H
#define SUMMARY_ALONE_H

#include "collation.h"

/* The columns from `first` up to `last`, without it, are those that several
 * have a share in. */
typedef struct {
  guint first;
  guint last;
} Shared;

Shared collation_shared(const Collation *collation);

#endif
