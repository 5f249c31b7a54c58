/* SPDX-License-Identifier: Apache-2.0 */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>

#include "newick.h"
#include "tree_kinds.h"

/* "4294967295" and its end. */
#define NAME_ROOM 12

static uint32_t
doc_of(const Components *components, uint32_t witness)
{
  return components->docs.items[components->members.items[witness]];
}

static stemma_status
write_edge(const stemma_job *job, const Components *components,
           const TreeResult *forest, const TreeEdge *edge, uint32_t kind,
           uint32_t node, uint32_t tree)
{
  stemma_lineage row = { .from = node + edge->from,
                         .to = node + edge->to,
                         .kind = kind,
                         .tree = tree + edge->tree,
                         .length = edge->length,
                         .support = edge->support };

  if (edge->from < forest->witnesses) {
    row.from_doc = doc_of(components, edge->from);
    row.row.present |= 1u;
  }
  if (edge->to < forest->witnesses) {
    row.to_doc = doc_of(components, edge->to);
    row.row.present |= 2u;
  }
  return stemma_append(job->outputs[0], &row, sizeof row);
}

static stemma_status
write_tree(const stemma_job *job, const TreeResult *forest, uint32_t number,
           uint32_t tree, const char *const *names, Builder *text)
{
  stemma_writer *out = job->outputs[1];
  stemma_lineage_tree row = { .tree = tree + number, .witnesses = 1 };

  for (uint32_t i = 0; i < forest->edge_count; i++)
    if (forest->edges[i].tree == number
        && forest->edges[i].to < forest->witnesses)
      row.witnesses++;
  builder_clear(text);
  if (!newick_write(text, forest, number, names))
    return STEMMA_E_MEMORY;
  row.newick = out->intern(out, builder_text(text), (uint32_t)text->length);
  return stemma_append(out, &row, sizeof row);
}

/* Documents by their numbers: gather has no names. */
static stemma_status
write_trees(const stemma_job *job, const Components *components,
            const TreeResult *forest, uint32_t tree, Builder *text)
{
  uint32_t n = forest->witnesses;
  char *room = malloc((size_t)n * NAME_ROOM + 1);
  const char **names = malloc((n + 1) * sizeof *names);
  stemma_status status = room && names ? STEMMA_OK : STEMMA_E_MEMORY;

  for (uint32_t i = 0; i < n && status == STEMMA_OK; i++) {
    names[i] = room + (size_t)i * NAME_ROOM;
    snprintf(room + (size_t)i * NAME_ROOM, NAME_ROOM, "%u",
             (unsigned)doc_of(components, i));
  }
  for (uint32_t i = 0; i < forest->tree_count && status == STEMMA_OK; i++)
    status = write_tree(job, forest, i, tree, names, text);
  free(room);
  free(names);
  return status;
}

static stemma_status
write_edges(const stemma_job *job, const Components *components,
            const TreeResult *forest, uint32_t node, uint32_t tree)
{
  TreeBreaks breaks = { components->breaks.items, components->breaks.count };
  uint32_t *kinds = malloc(((size_t)forest->edge_count + 1) * sizeof *kinds);
  stemma_status status = STEMMA_OK;

  if (!kinds || !tree_kinds(forest, components->weights.items, breaks, kinds))
    status = STEMMA_E_MEMORY;
  for (uint32_t i = 0; i < forest->edge_count && status == STEMMA_OK; i++)
    status = write_edge(job, components, forest, &forest->edges[i], kinds[i],
                        node, tree);
  free(kinds);
  return status;
}

stemma_status
rows_write(const stemma_job *job, const Components *components,
           const TreeResult *forest, Builder *text, uint32_t *nodes,
           uint32_t *trees)
{
  stemma_status status = write_edges(job, components, forest, *nodes, *trees);

  if (status == STEMMA_OK)
    status = write_trees(job, components, forest, *trees, text);
  *nodes += forest->node_count;
  *trees += forest->tree_count;
  return status;
}
