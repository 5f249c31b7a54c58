/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.h - the rows of one component: the edges of its tree, and its line.
 */
#ifndef LINEAGE_ROWS_H
#define LINEAGE_ROWS_H

#include "builder.h"
#include "component.h"

/* Appends the edges of `forest` to outputs[0] and a line for each tree to
 * outputs[1].  Nodes and trees are numbered on from *nodes and *trees, which
 * this raises. */
stemma_status rows_write(const stemma_job *job, const Components *components,
                         const TreeResult *forest, Builder *text,
                         uint32_t *nodes, uint32_t *trees);

#endif
