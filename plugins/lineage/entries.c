/* SPDX-License-Identifier: Apache-2.0 */
#include "entries.h"

static int
compare_numbers(uint32_t a, uint32_t b)
{
  return (a > b) - (a < b);
}

static int
by_place(const void *a, const void *b)
{
  const Entry *one = a, *two = b;
  int order = compare_numbers(one->utterance, two->utterance);

  if (!order)
    order = compare_numbers(one->doc, two->doc);
  if (!order)
    order = compare_numbers(one->rendering, two->rendering);
  return order ? order : compare_numbers(one->column, two->column);
}

static bool
same_rendering(const Entry *a, const Entry *b)
{
  return a->utterance == b->utterance && a->rendering == b->rendering;
}

static bool
same_document(const Entry *a, const Entry *b)
{
  return a->utterance == b->utterance && a->doc == b->doc;
}

static uint32_t
role_of(const stemma_table *renderings, uint32_t rendering)
{
  return rendering < renderings->rows.count
             ? STEMMA_AT(stemma_rendering, renderings->rows, rendering)->role
             : STEMMA_FRAGMENT;
}

static bool
read_all(const stemma_table *readings, Entries *entries)
{
  array_clear(entries);
  for (uint32_t i = 0; i < readings->rows.count; i++) {
    const stemma_reading *row = reading_at(readings, i);
    Entry entry = { row->utterance, row->doc, row->rendering, row->column, i };

    if (!row->content && row->text.length > 0)
      continue;
    if (!array_push(entries, entry))
      return false;
  }
  if (entries->count > 0)
    qsort(entries->items, entries->count, sizeof(Entry), by_place);
  return true;
}

/* A stretch of entries with one rendering. */
typedef struct Stretch {
  uint32_t begin;
  uint32_t end;
  uint32_t role;
  uint32_t words;
} Stretch;

static Stretch
stretch_at(const stemma_table *readings, const stemma_table *renderings,
           const Entries *entries, uint32_t begin)
{
  const Entry *items = entries->items;
  Stretch stretch = { begin, begin, role_of(renderings, items[begin].rendering),
                      0 };

  while (stretch.end < entries->count
         && same_rendering(&items[begin], &items[stretch.end])) {
    const stemma_reading *row =
        reading_at(readings, items[stretch.end++].reading);

    stretch.words += row->text.length > 0;
  }
  return stretch;
}

static bool
is_fuller(const Stretch *a, const Stretch *b)
{
  return a->role != b->role ? a->role < b->role : a->words > b->words;
}

static void
keep_fullest(const stemma_table *readings, const stemma_table *renderings,
             Entries *entries)
{
  uint32_t kept = 0;

  for (uint32_t i = 0; i < entries->count;) {
    Stretch best = stretch_at(readings, renderings, entries, i);
    uint32_t end = best.end;

    while (end < entries->count
           && same_document(&entries->items[i], &entries->items[end])) {
      Stretch next = stretch_at(readings, renderings, entries, end);

      if (is_fuller(&next, &best))
        best = next;
      end = next.end;
    }
    /* A few words say nothing of where the others come from. */
    for (uint32_t j = best.begin; j < best.end && best.role != STEMMA_FRAGMENT;
         j++)
      entries->items[kept++] = entries->items[j];
    i = end;
  }
  entries->count = kept;
}

bool
entries_read(const stemma_table *readings, const stemma_table *renderings,
             Entries *entries)
{
  if (!read_all(readings, entries))
    return false;
  keep_fullest(readings, renderings, entries);
  return true;
}
