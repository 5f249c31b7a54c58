/* SPDX-License-Identifier: Apache-2.0
 *
 * newick.h - a tree as a line of text that other programs read: the Newick
 * format (Felsenstein et al. 1986), with names on inner nodes too.
 *
 *   (Bell:0.1,'O''Neil':0.25)Post;
 */
#ifndef COMMON_NEWICK_H
#define COMMON_NEWICK_H

#include "builder.h"
#include "tree.h"

/* Appends tree `number` of the forest.  names[] are those of the witnesses;
 * lost nodes have none.  Every name that is not plain letters, digits, - and .
 * is quoted; control characters become blanks.  False without memory. */
bool newick_write(Builder *out, const TreeResult *forest, uint32_t number,
                  const char *const *names);

#endif
