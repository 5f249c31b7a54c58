/* SPDX-License-Identifier: Apache-2.0
 *
 * bundle.h - how the stage match carries mentions to those of other documents.
 *
 * A row holds all mentions of one document and one sort of quantity, so that
 * the host has one row to move where a dozen keys for each mention would cost
 * it a dozen.  Only mentions of one sort are ever compared.
 */
#ifndef NUMBERS_BUNDLE_H
#define NUMBERS_BUNDLE_H

#include <stemma/plugin.h>

#include "alone.h"
#include "array.h"
#include "builder.h"
#include "surround.h"

extern const stemma_layer bundle_layer;

/* Kinds, those with many base units in several parts. */
enum { BUNDLE_PARTS = 8, BUNDLE_SORTS = 16 * BUNDLE_PARTS };

/* The mentions of a document, sort by sort; zero it to begin. */
typedef struct Bundle {
  Builder mentions; /* of Carried */
  Builder near;
  Builder strings;
  uint32_t rows;  /* mentions in it */
  uint32_t flags; /* CARRIED_... of any of them */
} Bundle;

typedef struct Bundles {
  Bundle sort[BUNDLE_SORTS];
  uint8_t used[BUNDLE_SORTS]; /* those that hold something */
  uint32_t count;
  Alone alone;
} Bundles;

void bundles_clear(Bundles *bundles);

/* Adds a mention whose lengths of strings are set. */
void bundles_add(Bundles *bundles, const Carried *mention, const char *text,
                 const char *base_unit, const Surround *surround);

/* Files a row for each sort under a key of its own.  The document's topics are
 * asked for where a mention says that they are known. */
stemma_status bundles_file(Bundles *bundles, uint32_t doc,
                           const uint32_t topic[TOPICS],
                           stemma_emitter *emitter);
void bundles_free(Bundles *bundles);

/* The mentions of many bundles, in order; keeps its memory. */
typedef struct Candidates {
  Candidate *items;
  uint32_t count;
  uint32_t room;
  ARRAY(uint32_t) topics; /* of documents, TOPICS for each */
} Candidates;

/* Reads all rows of a table, which must stay.  False without memory. */
bool candidates_read(Candidates *candidates, const stemma_table *bundles);
void candidates_free(Candidates *candidates);

#endif
