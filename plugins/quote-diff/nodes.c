/* SPDX-License-Identifier: Apache-2.0 */
#include "nodes.h"

#include <string.h>

static bool
make_room(Nodes *nodes, size_t more_nodes, size_t more_codes)
{
  size_t list = nodes->count + more_nodes;
  size_t codes = nodes->code_count + more_codes;

  return list < UINT32_MAX && codes < UINT32_MAX
         && buffer_need(&nodes->list, list, sizeof(Node))
         && buffer_need(&nodes->codes, codes, sizeof(Code));
}

bool
nodes_add(Nodes *nodes, uint32_t doc, const stemma_table *table)
{
  size_t bytes = 0;

  for (uint32_t i = 0; i < table->rows.count; i++)
    bytes += STEMMA_AT(QuoteWords, table->rows, i)->codes.length;
  if (!make_room(nodes, table->rows.count, bytes / sizeof(Code)))
    return false;
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const QuoteWords *row = STEMMA_AT(QuoteWords, table->rows, i);
    uint32_t words = row->codes.length / (uint32_t)sizeof(Code);

    ((Node *)nodes->list.data)[nodes->count++] = (Node){
      .doc = doc,
      .quote = row->quote,
      .begin = row->row.begin,
      .end = row->row.end,
      .speaker = { row->speaker_first, row->speaker_last },
      .codes = nodes->code_count,
      .words = (uint16_t)words,
      .content = (uint16_t)row->content,
    };
    memcpy((Code *)nodes->codes.data + nodes->code_count,
           stemma_text(table, row->codes), row->codes.length);
    nodes->code_count += words;
  }
  return true;
}

bool
nodes_append(Nodes *nodes, const Nodes *from)
{
  Node *list;

  if (!make_room(nodes, from->count, from->code_count))
    return false;
  list = (Node *)nodes->list.data + nodes->count;
  if (from->count)
    memcpy(list, from->list.data, from->count * sizeof *list);
  if (from->code_count)
    memcpy((Code *)nodes->codes.data + nodes->code_count, from->codes.data,
           from->code_count * sizeof(Code));
  for (uint32_t i = 0; i < from->count; i++)
    list[i].codes += nodes->code_count;
  nodes->count += from->count;
  nodes->code_count += from->code_count;
  return true;
}

static int
compare(const void *a, const void *b)
{
  const Node *x = a, *y = b;

  if (x->doc != y->doc)
    return x->doc < y->doc ? -1 : 1;
  return x->quote < y->quote ? -1 : x->quote > y->quote;
}

void
nodes_sort(Nodes *nodes)
{
  if (nodes->count)
    qsort(nodes->list.data, nodes->count, sizeof(Node), compare);
}

/* The first node that is not before (doc, quote). */
static uint32_t
lower_bound(const Nodes *nodes, uint32_t doc, uint32_t quote)
{
  Node key = { .doc = doc, .quote = quote };
  uint32_t low = 0, high = nodes->count;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (compare(node_at(nodes, middle), &key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

uint32_t
nodes_find(const Nodes *nodes, uint32_t doc, uint32_t quote)
{
  uint32_t i = lower_bound(nodes, doc, quote);

  return i < nodes->count && node_at(nodes, i)->doc == doc
                 && node_at(nodes, i)->quote == quote
             ? i
             : UINT32_MAX;
}

uint32_t
nodes_first(const Nodes *nodes, uint32_t doc)
{
  return lower_bound(nodes, doc, 0);
}

void
nodes_free(Nodes *nodes)
{
  buffer_free(&nodes->list);
  buffer_free(&nodes->codes);
}
