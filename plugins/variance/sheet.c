/* SPDX-License-Identifier: Apache-2.0 */
#include "sheet.h"

#include <stdlib.h>

#define CELL_FIELD(member, type, summary)                                      \
  STEMMA_FIELD(Cell, member, type, "", summary)

static const stemma_field cell_fields[] = {
  CELL_FIELD(column, STEMMA_U32, "the column of the collation"),
  CELL_FIELD(rendering, STEMMA_U32, "its row in rendering"),
  CELL_FIELD(content, STEMMA_BOOL, "a word or number, not a mark"),
  CELL_FIELD(reserved, STEMMA_U32, "zero"),
  CELL_FIELD(text, STEMMA_STR, "the word, as written"),
};
const stemma_layer cell_layer = {
  (uint32_t)sizeof(stemma_layer),
  1,
  "org.stemma.variance.cell",
  "the words of a collation, as carried",
  STEMMA_LIST(cell_fields),
  (uint32_t)sizeof(Cell),
  STEMMA_LAYER_CORPUS,
};

static const Cell *
cell_at(const stemma_table *cells, uint32_t i)
{
  return STEMMA_AT(Cell, cells->rows, i);
}

static bool
has_word(const Cell *cell)
{
  return cell->content && cell->text.length > 0;
}

static int
by_rendering(const void *a, const void *b)
{
  const Witness *one = a, *two = b;

  return (one->rendering > two->rendering) - (one->rendering < two->rendering);
}

/* The fullest rendering of each document first. */
static int
by_document(const void *a, const void *b)
{
  const Witness *one = a, *two = b;

  if (one->doc != two->doc)
    return one->doc < two->doc ? -1 : 1;
  if (one->role != two->role)
    return one->role < two->role ? -1 : 1;
  if (one->words != two->words)
    return one->words > two->words ? -1 : 1;
  return by_rendering(a, b);
}

/* One entry for each cell, then one for each rendering with its words.  One
 * without a word has nothing to be compared. */
static uint32_t
list_renderings(const stemma_table *cells, Witness *list)
{
  uint32_t count = 0, kept = 0;

  for (uint32_t i = 0; i < cells->rows.count; i++) {
    list[i].rendering = cell_at(cells, i)->rendering;
    list[i].words = has_word(cell_at(cells, i));
  }
  qsort(list, cells->rows.count, sizeof *list, by_rendering);
  for (uint32_t i = 0; i < cells->rows.count; i++)
    if (count > 0 && list[count - 1].rendering == list[i].rendering)
      list[count - 1].words += list[i].words;
    else
      list[count++] = list[i];
  for (uint32_t i = 0; i < count; i++)
    if (list[i].words > 0)
      list[kept++] = list[i];
  return kept;
}

static uint32_t
keep_fullest(Witness *list, uint32_t count)
{
  uint32_t kept = 0;

  qsort(list, count, sizeof *list, by_document);
  for (uint32_t i = 0; i < count; i++)
    if (kept == 0 || list[kept - 1].doc != list[i].doc)
      list[kept++] = list[i];
  return kept;
}

static void
look_up(const stemma_table *renderings, Witness *witness)
{
  const stemma_rendering *row;

  if (witness->rendering >= renderings->rows.count)
    return;
  row = STEMMA_AT(stemma_rendering, renderings->rows, witness->rendering);
  witness->doc = row->doc;
  witness->role = row->role;
  witness->text = stemma_text(renderings, row->text);
  witness->length = row->text.length;
}

static bool
find_witnesses(const stemma_table *cells, const stemma_table *renderings,
               Arena *arena, Sheet *sheet)
{
  Witness *list = arena_alloc(arena, (cells->rows.count + 1) * sizeof *list);
  uint32_t count, kept = 0;

  if (!list)
    return false;
  count = list_renderings(cells, list);
  for (uint32_t i = 0; i < count; i++) {
    list[kept] = list[i];
    look_up(renderings, &list[kept]);
    kept += list[kept].role != STEMMA_FRAGMENT; /* it says too little */
  }
  sheet->witnesses = list;
  sheet->count = keep_fullest(list, kept);
  return true;
}

/* The witness of a rendering, or the count when another stands for its
 * document. */
static uint32_t
witness_of(const Sheet *sheet, const stemma_table *renderings,
           uint32_t rendering)
{
  uint32_t low = 0, high = sheet->count, doc;

  if (rendering >= renderings->rows.count)
    return sheet->count;
  doc = STEMMA_AT(stemma_rendering, renderings->rows, rendering)->doc;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (sheet->witnesses[middle].doc < doc)
      low = middle + 1;
    else
      high = middle;
  }
  return low < sheet->count && sheet->witnesses[low].rendering == rendering
             ? low
             : sheet->count;
}

static bool
fill_place(Lexis *lexis, const char *text, uint32_t length, Place *place)
{
  const LexisWord *word = lexis_find(lexis, text, length);

  if (!word)
    return false;
  place->fold = word->fold;
  place->near = word->near;
  place->text = text;
  place->length = length;
  place->function = word->flags & LEXIS_FUNCTION;
  place->weight = word->weight;
  return true;
}

bool
sheet_build(const stemma_table *cells, const stemma_table *renderings,
            Lexis *lexis, Arena *arena, Sheet *sheet)
{
  Place *places;

  sheet->columns = 0;
  if (!find_witnesses(cells, renderings, arena, sheet))
    return false;
  for (uint32_t i = 0; i < cells->rows.count; i++)
    if (cell_at(cells, i)->column >= sheet->columns)
      sheet->columns = cell_at(cells, i)->column + 1;
  places = arena_alloc(arena, ((size_t)sheet->columns * sheet->count + 1)
                                  * sizeof *places);
  sheet->places = places;
  if (!places)
    return false;
  for (uint32_t i = 0; i < cells->rows.count; i++) {
    const Cell *cell = cell_at(cells, i);
    uint32_t witness;

    if (!has_word(cell))
      continue;
    witness = witness_of(sheet, renderings, cell->rendering);
    if (witness < sheet->count
        && !fill_place(lexis, stemma_text(cells, cell->text), cell->text.length,
                       &places[(size_t)cell->column * sheet->count + witness]))
      return false;
  }
  return true;
}
