/* SPDX-License-Identifier: Apache-2.0
 *
 * component.h - the documents that shared utterances connect, and the table of
 * readings that their tree is made from.
 *
 * Outside the columns between a document's first and last word of an utterance
 * it is not extant (a lacuna): whoever quotes a part has not left out the rest.
 * In between, having nothing is a reading.
 */
#ifndef LINEAGE_COMPONENT_H
#define LINEAGE_COMPONENT_H

#include "entries.h"
#include "lexis.h"
#include "tree.h"

#define COMPONENT_OMISSION 0u /* the reading of who has nothing */

/* The most documents in one tree, and cells in its table. */
#define COMPONENT_WITNESSES 2000u
#define COMPONENT_CELLS 100000000u

/* The entries of one utterance. */
typedef struct Block {
  uint32_t component; /* by its first document's index */
  uint32_t begin;
  uint32_t end;
  uint32_t columns;
} Block;

typedef struct Components {
  ARRAY(uint32_t) docs;    /* every document that occurs, ascending */
  ARRAY(uint32_t) parents; /* of each: union-find; its own index: the first */
  ARRAY(Block) blocks;     /* by component, then by utterance */
  uint32_t next;           /* the block at which the next component begins */
  ARRAY(uint32_t) members; /* of the component at hand, indices into docs */
  ARRAY(uint32_t) place;   /* of each doc: its witness number there */
  ARRAY(uint32_t) readings;
  ARRAY(uint64_t) nears; /* of each cell of a column */
  ARRAY(double) weights;
  ARRAY(uint32_t) breaks; /* columns at which an utterance begins */
  TreeTable table;        /* of the component at hand */
} Components;

/* Finds which documents are connected.  False without memory. */
bool components_find(Components *components, const Entries *entries);

/* Lays out the next component of two documents or more in `table`; with 0
 * witnesses there is no more.  False without memory, or when it is larger than
 * COMPONENT_WITNESSES or COMPONENT_CELLS: then `members` has its documents. */
bool components_next(Components *components, const Entries *entries,
                     const stemma_table *readings, Lexis *lexis);

void components_clear(Components *components);

#endif
