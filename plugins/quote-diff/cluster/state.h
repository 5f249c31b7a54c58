/* SPDX-License-Identifier: Apache-2.0
 *
 * state.h - what the stage cluster collects: the quotes, as numbers of words,
 * and in a small corpus their texts.
 *
 * A saved state is, by document and row, each quote, the codes of its words and
 * its text: what numbers words have depends on the order of adding.
 */
#ifndef QUOTE_DIFF_STATE_H
#define QUOTE_DIFF_STATE_H

#include "bag.h"
#include "texts.h"

typedef struct State {
  Store store; /* of both; it must not move */
  Bag bag;
  Texts texts;
} State;

/* An empty one, which keeps on disk what `host` says; NULL without memory. */
State *state_new(const stemma_host *host);
/* `state` may be NULL. */
void state_free(State *state);

/* Writes all quotes: equal states give equal bytes, in whatever order they were
 * added. */
stemma_status state_save(const State *state, stemma_output *output,
                         stemma_error *error);

/* Adds the `length` bytes of quotes that state_save wrote.  STEMMA_E_INPUT:
 * they are cut short or damaged; some of them may have been added then. */
stemma_status state_load(State *state, const void *saved, uint64_t length,
                         stemma_error *error);

#endif
