/* SPDX-License-Identifier: Apache-2.0 */
#include "classes.h"

#include <stdlib.h>
#include <string.h>

#include "fnv.h"

/* The classes by the hash of their text. */
typedef struct Slots {
  uint32_t *heads; /* class + 1 */
  uint64_t *keys;  /* of each class */
  uint32_t mask;
} Slots;

static bool
same_places(const Sheet *sheet, uint32_t a, uint32_t b)
{
  for (uint32_t c = 0; c < sheet->columns; c++) {
    const Place *pa = sheet_place(sheet, c, a), *pb = sheet_place(sheet, c, b);

    if (pa->fold != pb->fold || pa->length != pb->length)
      return false;
  }
  return true;
}

static bool
same_text(const Sheet *sheet, uint32_t a, uint32_t b)
{
  const Witness *one = &sheet->witnesses[a], *two = &sheet->witnesses[b];

  return one->length == two->length
         && (one->length == 0 || memcmp(one->text, two->text, one->length) == 0)
         && same_places(sheet, a, b);
}

static Class
new_class(const Sheet *sheet, uint32_t witness)
{
  Class class = { witness, witness, 1, sheet->columns, 0, 0 };

  for (uint32_t c = 0; c < sheet->columns; c++) {
    if (sheet_place(sheet, c, witness)->length == 0)
      continue;
    if (class.begin == sheet->columns)
      class.begin = c;
    class.end = c;
  }
  return class;
}

static void
add_witness(const Sheet *sheet, uint32_t witness, Slots *slots,
            Classes *classes)
{
  const Witness *w = &sheet->witnesses[witness];
  uint64_t key = fnv_bytes(FNV_START, w->text, w->length);
  uint32_t slot = (uint32_t)(key ^ key >> 32) & slots->mask;

  for (; slots->heads[slot]; slot = (slot + 1) & slots->mask) {
    uint32_t at = slots->heads[slot] - 1;
    Class *class = &classes->items[at];

    if (slots->keys[at] != key || !same_text(sheet, class->first, witness))
      continue;
    if (class->members++ == 1)
      class->second = witness;
    classes->of[witness] = at;
    return;
  }
  slots->heads[slot] = classes->count + 1;
  slots->keys[classes->count] = key;
  classes->of[witness] = classes->count;
  classes->items[classes->count++] = new_class(sheet, witness);
}

static int
by_members(const void *a, const void *b)
{
  const Class *one = a, *two = b;

  if (one->members != two->members)
    return one->members > two->members ? -1 : 1;
  return (one->first > two->first) - (one->first < two->first);
}

/* Sorts the classes and numbers the witnesses anew; `place` has room for a
 * number for each witness. */
static void
order(const Sheet *sheet, Classes *classes, uint32_t *place)
{
  qsort(classes->items, classes->count, sizeof *classes->items, by_members);
  for (uint32_t i = 0; i < classes->count; i++)
    place[classes->of[classes->items[i].first]] = i;
  for (uint32_t i = 0; i < sheet->count; i++)
    classes->of[i] = place[classes->of[i]];
}

bool
classes_find(const Sheet *sheet, Arena *arena, Classes *classes)
{
  uint32_t n = sheet->count, size = 4, *place;
  Slots slots;

  while (size < 2 * n)
    size *= 2;
  classes->items = arena_alloc(arena, n * sizeof *classes->items);
  classes->of = arena_alloc(arena, n * sizeof *classes->of);
  slots.heads = arena_alloc(arena, size * sizeof *slots.heads);
  slots.keys = arena_alloc(arena, n * sizeof *slots.keys);
  place = arena_alloc(arena, n * sizeof *place);
  if (!classes->items || !classes->of || !slots.heads || !slots.keys || !place)
    return false;
  slots.mask = size - 1;
  classes->count = 0;
  for (uint32_t i = 0; i < n; i++)
    add_witness(sheet, i, &slots, classes);
  order(sheet, classes, place);
  classes->compared =
      classes->count < CLASSES_COMPARED ? classes->count : CLASSES_COMPARED;
  return true;
}
