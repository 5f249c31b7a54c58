/* SPDX-License-Identifier: Apache-2.0
 *
 * dot.h - a forest in the language of Graphviz (dot -Tsvg), one graph.
 *
 * Witnesses are boxes, lost sources points; an arrow goes from the node nearer
 * to the root and has the length and, of less than 1, the support.  Verbatim
 * copies have thick arrows, independent translations dashed ones.
 */
#ifndef COMMON_DOT_H
#define COMMON_DOT_H

#include "builder.h"
#include "tree.h"

/* Appends the graph `title`, ended by a newline.  names[] are those of the
 * witnesses, kinds[] (KINSHIP_...) of the edges.  False without memory. */
bool dot_write(Builder *out, const char *title, const TreeResult *forest,
               const char *const *names, const uint32_t *kinds);

#endif
