/* SPDX-License-Identifier: Apache-2.0
 *
 * keys.h - the keys under which a mention meets those of other documents.
 *
 * Pairs of the words nearest to it; its value with a word; a concept with a
 * name, or with what the document is about; the age of a name.  All with its
 * kind.  Two mentions need one key in common to be compared, and most keys
 * hold a single mention, so the work grows with the corpus.
 */
#ifndef NUMBERS_KEYS_H
#define NUMBERS_KEYS_H

#include <stemma/plugin.h>

#include "surround.h"

/* Files the row that the emitter got last. */
stemma_status keys_file(stemma_emitter *emitter, const stemma_table *quantities,
                        const stemma_quantity *q, const Mention *m,
                        const Surround *surround);

#endif
