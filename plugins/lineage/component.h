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

/* The most cells in a table: columns times documents. */
#define COMPONENT_CELLS 40000000u

/* The entries of one utterance. */
typedef struct Block {
  uint32_t component; /* by its first document's index */
  uint32_t begin;
  uint32_t end;
  uint32_t columns;
} Block;

/* How large the table of a component is. */
typedef struct Extent {
  uint64_t docs;
  uint64_t columns;
} Extent;

typedef struct Components {
  ARRAY(uint32_t) docs;    /* every document that occurs, ascending */
  ARRAY(uint32_t) parents; /* of each: union-find; its own index: the first */
  ARRAY(Extent) extents;   /* of each that is the first of its component */
  ARRAY(Block) blocks;     /* by component, then by utterance */
  bool too_many;           /* the one at hand has more than a tree takes */
  uint32_t next;           /* the block at which the next component begins */
  ARRAY(uint32_t) members; /* of the component at hand, indices into docs */
  ARRAY(uint32_t) place;   /* of each doc: its witness number there */
  ARRAY(uint32_t) readings;
  ARRAY(uint64_t) nears;   /* of each cell of the utterance at hand */
  ARRAY(uint32_t) leaders; /* of a column the first of each reading */
  ARRAY(double) weights;
  ARRAY(uint32_t) breaks; /* columns at which an utterance begins */
  TreeTable table;        /* of the component at hand */
  TreeWatch watch;        /* asked for each column */
} Components;

/* Finds which documents are connected.  An utterance that would connect two
 * components to more than COMPONENT_CELLS does not: it stays with that of its
 * first document, and `entries` loses the others.  False without memory. */
bool components_find(Components *components, Entries *entries);

/* Lays out the next component of two documents or more in `table`; with 0
 * witnesses there is no more.  False without memory, or when it is larger than
 * TREE_WITNESSES or COMPONENT_CELLS: then `too_many` is set and `members` has
 * its documents; or when cancelled. */
bool components_next(Components *components, const Entries *entries,
                     const stemma_table *readings, Lexis *lexis);

void components_clear(Components *components);

#endif
