/* SPDX-License-Identifier: Apache-2.0 */
#include "dot.h"

#include <stdio.h>

static const char *const styles[] = { "penwidth=2", "style=solid",
                                      "style=dashed" };

/* A string in quotes.  Graphviz reads \n and the like as instructions, so a
 * backslash is doubled; control characters become blanks. */
static void
write_string(Builder *out, const char *text)
{
  builder_add(out, "\"");
  for (const char *c = text; *c; c++) {
    if (*c == '"' || *c == '\\')
      builder_add(out, "\\");
    builder_bytes(out, (unsigned char)*c < ' ' ? " " : c, 1);
  }
  builder_add(out, "\"");
}

static void
write_node(Builder *out, const TreeResult *forest, const char *const *names,
           uint32_t node)
{
  builder_add(out, "  n");
  builder_number(out, node);
  if (node < forest->witnesses) {
    builder_add(out, " [label=");
    write_string(out, names[node]);
    builder_add(out, "];\n");
  } else {
    builder_add(out, " [shape=point, label=\"\"];\n");
  }
}

/* Two decimals, with a point in every locale. */
static void
write_share(Builder *out, double share)
{
  unsigned hundredths = (unsigned)(share * 100 + 0.5);
  char text[32];

  snprintf(text, sizeof text, "%u.%02u", hundredths / 100, hundredths % 100);
  builder_add(out, text);
}

static void
write_edge(Builder *out, const TreeEdge *edge, uint32_t kind)
{
  builder_add(out, "  n");
  builder_number(out, edge->from);
  builder_add(out, " -> n");
  builder_number(out, edge->to);
  builder_add(out, " [");
  builder_add(out, styles[kind]);
  builder_add(out, ", label=\"");
  write_share(out, edge->length);
  if (edge->support < 1) {
    builder_add(out, " (");
    write_share(out, edge->support);
    builder_add(out, ")");
  }
  builder_add(out, "\"];\n");
}

bool
dot_write(Builder *out, const char *title, const TreeResult *forest,
          const char *const *names, const uint32_t *kinds)
{
  builder_add(out, "digraph ");
  write_string(out, title);
  builder_add(out, " {\n  node [shape=box];\n");
  for (uint32_t node = 0; node < forest->node_count; node++)
    write_node(out, forest, names, node);
  for (uint32_t i = 0; i < forest->edge_count; i++)
    write_edge(out, &forest->edges[i], kinds[i]);
  builder_add(out, "}\n");
  return !out->failed;
}
