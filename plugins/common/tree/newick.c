/* SPDX-License-Identifier: Apache-2.0 */
#include "newick.h"

#include <stdio.h>
#include <stdlib.h>

/* Children in the order of the edges, as lists; edges come from the root
 * outwards, so a node's own edge stands before those of its children. */
typedef struct Family {
  uint32_t *first; /* of a node, edge + 1 */
  uint32_t *last;
  uint32_t *next; /* of an edge, edge + 1 */
  uint32_t *up;   /* of a node, the edge to it + 1 */
} Family;

static bool
is_plain(const char *name)
{
  for (const char *c = name; *c; c++)
    if (!((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z')
          || (*c >= 'a' && *c <= 'z') || *c == '-' || *c == '.'))
      return false;
  return *name != '\0';
}

static void
write_name(Builder *out, const char *name)
{
  if (is_plain(name)) {
    builder_add(out, name);
    return;
  }
  builder_add(out, "'");
  for (const char *c = name; *c; c++) {
    if (*c == '\'')
      builder_add(out, "'");
    builder_bytes(out, (unsigned char)*c < ' ' ? " " : c, 1);
  }
  builder_add(out, "'");
}

/* Four decimals, with a point in every locale. */
static void
write_length(Builder *out, double length)
{
  unsigned parts = (unsigned)(length * 10000 + 0.5);
  char text[32];

  snprintf(text, sizeof text, ":%u.%04u", parts / 10000, parts % 10000);
  builder_add(out, text);
}

static void
link_children(const TreeResult *forest, uint32_t number, const Family *family)
{
  for (uint32_t i = 0; i < forest->edge_count; i++) {
    const TreeEdge *edge = &forest->edges[i];

    if (edge->tree != number)
      continue;
    family->up[edge->to] = i + 1;
    if (family->last[edge->from])
      family->next[family->last[edge->from] - 1] = i + 1;
    else
      family->first[edge->from] = i + 1;
    family->last[edge->from] = i + 1;
  }
}

static void
end_node(Builder *out, const TreeResult *forest, const char *const *names,
         uint32_t node, uint32_t up)
{
  if (node < forest->witnesses)
    write_name(out, names[node]);
  if (up)
    write_length(out, forest->edges[up - 1].length);
}

/* Down to the first child, on to the next sibling, back up: without recursion,
 * since a chain may be as long as there are witnesses. */
static void
write_nodes(Builder *out, const TreeResult *forest, uint32_t root,
            const char *const *names, const Family *family)
{
  uint32_t node = root;

  for (;;) {
    while (family->first[node]) {
      builder_add(out, "(");
      node = forest->edges[family->first[node] - 1].to;
    }
    for (;;) {
      uint32_t up = family->up[node];

      end_node(out, forest, names, node, up);
      if (!up) {
        builder_add(out, ";");
        return;
      }
      if (family->next[up - 1]) {
        builder_add(out, ",");
        node = forest->edges[family->next[up - 1] - 1].to;
        break;
      }
      builder_add(out, ")");
      node = forest->edges[up - 1].from;
    }
  }
}

bool
newick_write(Builder *out, const TreeResult *forest, uint32_t number,
             const char *const *names)
{
  size_t nodes = forest->node_count;
  uint32_t *memory = calloc(4 * nodes + 1, sizeof *memory);
  Family family;

  if (!memory)
    return false;
  family.first = memory;
  family.last = memory + nodes;
  family.next = memory + 2 * nodes;
  family.up = memory + 3 * nodes;
  link_children(forest, number, &family);
  write_nodes(out, forest, forest->roots[number], names, &family);
  free(memory);
  return !out->failed;
}
