/* SPDX-License-Identifier: Apache-2.0 */
#include "nodes.h"

#include <string.h>

/* Grows by a quarter, not to the double: the state is most of the memory that
 * a large corpus takes. */
static bool
grow(Buffer *buffer, size_t count, size_t size)
{
  size_t room = buffer->room / size;
  Buffer larger = { NULL, 0 };

  if (count >= UINT32_MAX)
    return false;
  if (count <= room && buffer->data)
    return true;
  room = room + room / 4 > count ? room + room / 4 : count;
  room = room < 64 ? 64 : room;
  larger.data = realloc(buffer->data, room * size);
  if (!larger.data)
    return false;
  buffer->data = larger.data;
  buffer->room = room * size;
  return true;
}

static bool
make_room(Nodes *nodes, size_t more_nodes, size_t more_codes)
{
  return grow(&nodes->list, nodes->count + more_nodes, sizeof(Node))
         && grow(&nodes->codes, nodes->code_count + more_codes, sizeof(Code));
}

static void
add_node(Nodes *nodes, uint32_t doc, const stemma_table *table,
         const QuoteWords *row)
{
  const char *codes = stemma_text(table, row->codes);
  uint32_t words = row->codes.length / (uint32_t)sizeof(Code);
  Node node = { .doc = doc,
                .quote = row->quote,
                .begin = row->row.begin,
                .end = row->row.end,
                .speaker = { row->speaker_first, row->speaker_last },
                .codes = nodes->code_count,
                .words = (uint8_t)words,
                .indirect = row->indirect != 0 };

  for (uint32_t i = 0; i < words; i++) {
    Code code;

    memcpy(&code, codes + i * sizeof code, sizeof code);
    if (code_is_content(code)) {
      ((Code *)nodes->codes.data)[nodes->code_count++] = code;
      node.content++;
    }
  }
  ((Node *)nodes->list.data)[nodes->count++] = node;
}

bool
nodes_add(Nodes *nodes, uint32_t doc, const stemma_table *table)
{
  size_t content = 0;

  for (uint32_t i = 0; i < table->rows.count; i++)
    content += STEMMA_AT(QuoteWords, table->rows, i)->content;
  if (!make_room(nodes, table->rows.count, content))
    return false;
  for (uint32_t i = 0; i < table->rows.count; i++)
    add_node(nodes, doc, table, STEMMA_AT(QuoteWords, table->rows, i));
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

static bool
is_sorted(const Nodes *nodes)
{
  for (uint32_t i = 1; i < nodes->count; i++)
    if (compare(node_at(nodes, i - 1), node_at(nodes, i)) > 0)
      return false;
  return true;
}

/* Notes where each document's nodes begin, so that looking one up reads two
 * places of a list and not twenty. */
static bool
find_firsts(Nodes *nodes)
{
  uint32_t *firsts, doc = 0;

  nodes->docs = nodes->count ? node_at(nodes, nodes->count - 1)->doc + 1 : 0;
  firsts = buffer_need(&nodes->firsts, (size_t)nodes->docs + 1, sizeof *firsts);
  if (!firsts)
    return false;
  for (uint32_t i = 0; i < nodes->count; i++)
    while (doc <= node_at(nodes, i)->doc)
      firsts[doc++] = i;
  firsts[doc] = nodes->count;
  return true;
}

bool
nodes_sort(Nodes *nodes)
{
  if (!is_sorted(nodes))
    qsort(nodes->list.data, nodes->count, sizeof(Node), compare);
  return find_firsts(nodes);
}

uint32_t
nodes_first(const Nodes *nodes, uint32_t doc)
{
  const uint32_t *firsts = nodes->firsts.data;

  return doc < nodes->docs ? firsts[doc] : nodes->count;
}

uint32_t
nodes_find(const Nodes *nodes, uint32_t doc, uint32_t quote)
{
  uint32_t low = nodes_first(nodes, doc), end = nodes_first(nodes, doc + 1);
  uint32_t high = end;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (node_at(nodes, middle)->quote < quote)
      low = middle + 1;
    else
      high = middle;
  }
  return low < end && node_at(nodes, low)->quote == quote ? low : UINT32_MAX;
}

void
nodes_free(Nodes *nodes)
{
  buffer_free(&nodes->list);
  buffer_free(&nodes->codes);
  buffer_free(&nodes->firsts);
}
