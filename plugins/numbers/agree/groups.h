/* SPDX-License-Identifier: Apache-2.0
 *
 * groups.h - mentions joined into groups, which know the documents that they
 * have members in.
 *
 * A union-find whose root is a group's first member, so that groups keep the
 * order of the corpus.  Which documents a group has stands in one table for
 * all; when two groups become one, the documents of the smaller one are filed
 * anew.  So n mentions cost n log n steps at most, however they are spread over
 * documents and groups.  One thread at a time.
 */
#ifndef NUMBERS_GROUPS_H
#define NUMBERS_GROUPS_H

#include "array.h"

typedef struct GroupNode {
  uint32_t document;
  uint32_t root; /* nearer to the first member, or itself */
  uint32_t next; /* the group's next member; UINT32_MAX after the last */
  uint32_t last; /* of a root: the end of that list */
  uint32_t size; /* of a root */
  uint32_t name; /* of a root: what its documents are filed under */
} GroupNode;

typedef struct Groups {
  ARRAY(GroupNode) nodes;
  uint64_t *slots; /* name and document; UINT64_MAX: free */
  uint32_t mask;   /* slots - 1 */
  uint32_t used;
  uint64_t steps; /* looks at the table and at members, since the start */
} Groups;

/* Adds a member, the next number, as a group of its own.  False without
 * memory. */
bool groups_add(Groups *groups, uint32_t document);

/* The first member of the group that has member `i`. */
uint32_t groups_root(Groups *groups, uint32_t i);

/* Has the group of `i` a member in the document? */
bool groups_has(Groups *groups, uint32_t i, uint32_t document);

/* Makes one group of those of `a` and `b`, which are two.  False without
 * memory. */
bool groups_unite(Groups *groups, uint32_t a, uint32_t b);

void groups_free(Groups *groups);

#endif
