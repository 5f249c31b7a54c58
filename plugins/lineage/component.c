/* SPDX-License-Identifier: Apache-2.0 */
#include "component.h"

#define TAKEN_OUT UINT32_MAX /* the column of an entry that is left out */

static int
ascending(const void *a, const void *b)
{
  uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;

  return (one > two) - (one < two);
}

static bool
list_docs(Components *components, const Entries *entries)
{
  uint32_t count = 0;

  array_clear(&components->docs);
  for (uint32_t i = 0; i < entries->count; i++)
    if ((i == 0 || entries->items[i - 1].doc != entries->items[i].doc)
        && !array_push(&components->docs, entries->items[i].doc))
      return false;
  if (components->docs.count == 0)
    return true;
  qsort(components->docs.items, components->docs.count, sizeof(uint32_t),
        ascending);
  for (uint32_t i = 0; i < components->docs.count; i++)
    if (count == 0
        || components->docs.items[count - 1] != components->docs.items[i])
      components->docs.items[count++] = components->docs.items[i];
  components->docs.count = count;
  return true;
}

static uint32_t
index_of(const Components *components, uint32_t doc)
{
  uint32_t low = 0, high = components->docs.count;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (components->docs.items[middle] < doc)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The first document of the component, shortening the way to it. */
static uint32_t
find_first(Components *components, uint32_t index)
{
  uint32_t *parents = components->parents.items;

  while (parents[index] != index) {
    parents[index] = parents[parents[index]];
    index = parents[index];
  }
  return index;
}

/* Joins two components unless their table would be too large. */
static void
join(Components *components, uint32_t a, uint32_t b)
{
  Extent *extents = components->extents.items, sum;
  uint32_t first, other;

  a = find_first(components, a);
  b = find_first(components, b);
  if (a == b)
    return;
  first = a < b ? a : b;
  other = a < b ? b : a;
  sum.docs = extents[a].docs + extents[b].docs;
  sum.columns = extents[a].columns + extents[b].columns;
  if (sum.docs * sum.columns > COMPONENT_CELLS)
    return;
  components->parents.items[other] = first;
  extents[first] = sum;
}

static int
by_component(const void *a, const void *b)
{
  const Block *one = a, *two = b;

  if (one->component != two->component)
    return one->component < two->component ? -1 : 1;
  return (one->begin > two->begin) - (one->begin < two->begin);
}

/* The entries of the utterance at `begin`. */
static Block
block_at(const Entries *entries, uint32_t begin)
{
  const Entry *items = entries->items;
  Block block = { 0, begin, begin, 0 };

  while (block.end < entries->count
         && items[block.end].utterance == items[begin].utterance) {
    if (items[block.end].column >= block.columns)
      block.columns = items[block.end].column + 1;
    block.end++;
  }
  return block;
}

static bool
list_blocks(Components *components, const Entries *entries)
{
  array_clear(&components->blocks);
  components->next = 0;
  for (uint32_t i = 0; i < entries->count;) {
    Block block = block_at(entries, i);

    block.component =
        find_first(components, index_of(components, entries->items[i].doc));
    if (!array_push(&components->blocks, block))
      return false;
    i = block.end;
  }
  if (components->blocks.count > 0)
    qsort(components->blocks.items, components->blocks.count, sizeof(Block),
          by_component);
  return true;
}

/* Joins the documents of an utterance with the first of them; one whose columns
 * would make that one's table too large is marked to be taken out. */
static void
join_block(Components *components, Entries *entries, const Block *block)
{
  Entry *items = entries->items;
  uint32_t first = index_of(components, items[block->begin].doc);
  Extent *extent = &components->extents.items[find_first(components, first)];

  if (extent->docs * (extent->columns + block->columns) > COMPONENT_CELLS) {
    for (uint32_t i = block->begin; i < block->end; i++)
      items[i].column = TAKEN_OUT;
    return;
  }
  extent->columns += block->columns;
  for (uint32_t i = block->begin + 1; i < block->end; i++)
    if (items[i].doc != items[i - 1].doc)
      join(components, first, index_of(components, items[i].doc));
}

/* A document that could not be joined with the first of an utterance is no
 * witness of it. */
static void
take_out_strangers(Components *components, Entries *entries)
{
  uint32_t kept = 0, home = 0;

  for (uint32_t i = 0, utterance = 0; i < entries->count; i++) {
    Entry entry = entries->items[i];
    uint32_t first = find_first(components, index_of(components, entry.doc));

    if (i == 0 || entry.utterance != utterance)
      home = first;
    utterance = entry.utterance;
    if (first == home && entry.column != TAKEN_OUT)
      entries->items[kept++] = entry;
  }
  entries->count = kept;
}

bool
components_find(Components *components, Entries *entries)
{
  if (!list_docs(components, entries)
      || !array_reserve(&components->parents, components->docs.count + 1)
      || !array_reserve(&components->extents, components->docs.count + 1)
      || !array_reserve(&components->place, components->docs.count + 1)
      || !array_reserve(&components->members, components->docs.count + 1))
    return false;
  for (uint32_t i = 0; i < components->docs.count; i++) {
    components->parents.items[i] = i;
    components->extents.items[i] = (Extent){ 1, 0 };
  }
  for (uint32_t i = 0; i < entries->count;) {
    Block block = block_at(entries, i);

    join_block(components, entries, &block);
    i = block.end;
  }
  take_out_strangers(components, entries);
  return list_blocks(components, entries);
}

/* The documents of the blocks from `first` to before `end`. */
static void
list_members(Components *components, const Entries *entries, uint32_t first,
             uint32_t end)
{
  uint32_t *members = components->members.items, count = 0, kept = 0;

  for (uint32_t b = first; b < end; b++) {
    const Block *block = &components->blocks.items[b];

    for (uint32_t i = block->begin; i < block->end; i++) {
      uint32_t index = index_of(components, entries->items[i].doc);

      if (i == block->begin
          || entries->items[i - 1].doc != entries->items[i].doc)
        components->place.items[index] = UINT32_MAX;
    }
  }
  for (uint32_t b = first; b < end; b++) {
    const Block *block = &components->blocks.items[b];

    for (uint32_t i = block->begin; i < block->end; i++) {
      uint32_t index = index_of(components, entries->items[i].doc);

      if (components->place.items[index] == UINT32_MAX) {
        components->place.items[index] = 0;
        members[count++] = index;
      }
    }
  }
  qsort(members, count, sizeof *members, ascending);
  for (; kept < count; kept++)
    components->place.items[members[kept]] = kept;
  components->members.count = count;
}

static bool
add_columns(Components *components, uint32_t columns)
{
  uint32_t n = components->members.count, old = components->weights.count;
  uint64_t cells = (uint64_t)(old + columns) * n;

  components->too_many = cells > COMPONENT_CELLS;
  if (components->too_many
      || !array_reserve(&components->readings, (uint32_t)cells)
      || !array_reserve(&components->nears, columns * n)
      || !array_reserve(&components->leaders, n)
      || !array_reserve(&components->weights, old + columns)
      || !array_push(&components->breaks, old))
    return false;
  for (size_t i = (size_t)old * n; i < cells; i++)
    components->readings.items[i] = TREE_LACUNA;
  components->weights.count = old + columns;
  return true;
}

/* The columns of one document, from its first word to its last; all that is
 * missing in between is an omission. */
static bool
fill_document(Components *components, const Entry *entries, uint32_t count,
              uint32_t base, const stemma_table *readings, Lexis *lexis)
{
  uint32_t n = components->members.count, next = UINT32_MAX;
  uint32_t witness =
      components->place.items[index_of(components, entries[0].doc)];

  for (uint32_t i = 0; i < count; i++) {
    const stemma_reading *row = reading_at(readings, entries[i].reading);
    size_t cell;
    const LexisWord *word;

    if (row->text.length == 0)
      continue;
    for (; next < entries[i].column; next++)
      components->readings.items[(size_t)(base + next) * n + witness] =
          COMPONENT_OMISSION;
    next = entries[i].column + 1;
    cell = (size_t)(base + entries[i].column) * n + witness;
    word =
        lexis_find(lexis, stemma_text(readings, row->text), row->text.length);
    if (!word)
      return false;
    components->readings.items[cell] = witness + 1;
    components->nears.items[(size_t)entries[i].column * n + witness] =
        word->near;
    components->weights.items[base + entries[i].column] += word->weight;
  }
  return true;
}

/* Gives equal words the number of the first witness that has them, and the
 * column the mean weight of its words. */
static void
number_column(Components *components, uint32_t base, uint32_t column)
{
  uint32_t n = components->members.count, words = 0, count = 0;
  uint32_t *cells = components->readings.items + (size_t)(base + column) * n;
  const uint64_t *nears = components->nears.items + (size_t)column * n;
  uint32_t *leaders = components->leaders.items;

  for (uint32_t i = 0; i < n; i++) {
    uint32_t at = 0;

    if (cells[i] == TREE_LACUNA || cells[i] == COMPONENT_OMISSION)
      continue;
    words++;
    while (at < count && nears[leaders[at]] != nears[i])
      at++;
    if (at == count)
      leaders[count++] = i;
    cells[i] = leaders[at] + 1;
  }
  if (words > 0)
    components->weights.items[base + column] /= words;
}

static bool
add_block(Components *components, const Entries *entries, const Block *block,
          const stemma_table *readings, Lexis *lexis)
{
  uint32_t base = components->weights.count, begin = block->begin;

  if (!add_columns(components, block->columns))
    return false;
  for (uint32_t c = base; c < base + block->columns; c++)
    components->weights.items[c] = 0;
  while (begin < block->end) {
    const Entry *first = &entries->items[begin];
    uint32_t count = 0;

    while (begin + count < block->end && first[count].doc == first->doc)
      count++;
    if (!fill_document(components, first, count, base, readings, lexis))
      return false;
    begin += count;
  }
  for (uint32_t c = 0; c < block->columns; c++) {
    if (tree_is_cancelled(&components->watch))
      return false;
    number_column(components, base, c);
  }
  return true;
}

static bool
lay_out(Components *components, uint32_t first, const Entries *entries,
        const stemma_table *readings, Lexis *lexis)
{
  array_clear(&components->weights);
  array_clear(&components->breaks);
  components->too_many = components->members.count > TREE_WITNESSES;
  if (components->too_many)
    return false;
  for (uint32_t b = first; b < components->next; b++)
    if (!add_block(components, entries, &components->blocks.items[b], readings,
                   lexis))
      return false;
  components->table =
      (TreeTable){ components->readings.items, components->weights.items,
                   components->weights.count, components->members.count };
  return true;
}

bool
components_next(Components *components, const Entries *entries,
                const stemma_table *readings, Lexis *lexis)
{
  components->table.witnesses = 0;
  while (components->next < components->blocks.count) {
    uint32_t first = components->next;
    const Block *blocks = components->blocks.items;

    while (components->next < components->blocks.count
           && blocks[components->next].component == blocks[first].component)
      components->next++;
    list_members(components, entries, first, components->next);
    if (components->members.count > 1)
      return lay_out(components, first, entries, readings, lexis);
  }
  return true;
}

void
components_clear(Components *components)
{
  array_free(&components->docs);
  array_free(&components->parents);
  array_free(&components->extents);
  array_free(&components->blocks);
  array_free(&components->members);
  array_free(&components->place);
  array_free(&components->readings);
  array_free(&components->nears);
  array_free(&components->leaders);
  array_free(&components->weights);
  array_free(&components->breaks);
}
