/* SPDX-License-Identifier: Apache-2.0 */
#include "eddy.h"

#include <math.h>
#include <stdlib.h>

/* A word type of a class. */
typedef struct Type {
  uint64_t fold;
  uint32_t class;
  uint32_t count;
} Type;

/* What is summed up of a class while the types go by. */
typedef struct Sums {
  double squares; /* x * x */
  double along;   /* x * c, c being the mean of all witnesses */
  double rarity;
  double dice;   /* of the others, by members */
  double others; /* how many members these are */
  uint32_t types;
  uint32_t reserved;
} Sums;

typedef struct Count {
  const Classes *classes;
  const Type *types;
  Sums *sums;
  uint32_t *shared; /* types of two classes, at [class][compared class] */
  double witnesses;
  double centre; /* c * c */
} Count;

static int
by_fold(const void *a, const void *b)
{
  const Type *one = a, *two = b;

  if (one->fold != two->fold)
    return one->fold < two->fold ? -1 : 1;
  return (one->class > two->class) - (one->class < two->class);
}

/* The types of all classes, sorted; how many there are in *count. */
static Type *
list_types(const Sheet *sheet, const Classes *classes, Arena *arena,
           uint32_t *count)
{
  size_t room = (size_t)sheet->columns * classes->count + 1;
  Type *types = arena_alloc(arena, room * sizeof *types);
  uint32_t all = 0, kept = 0;

  if (!types)
    return NULL;
  for (uint32_t i = 0; i < classes->count; i++)
    for (uint32_t c = 0; c < sheet->columns; c++) {
      const Place *place = sheet_place(sheet, c, classes->items[i].first);

      if (place->length > 0)
        types[all++] = (Type){ place->fold, i, 1 };
    }
  qsort(types, all, sizeof *types, by_fold);
  for (uint32_t i = 0; i < all; i++)
    if (kept > 0 && by_fold(&types[kept - 1], &types[i]) == 0)
      types[kept - 1].count++;
    else
      types[kept++] = types[i];
  *count = kept;
  return types;
}

/* Counts the type that stands at `begin` up to before `end`, once for each
 * class that has it. */
static void
count_type(Count *count, uint32_t begin, uint32_t end)
{
  const Class *classes = count->classes->items;
  uint32_t compared = count->classes->compared;
  double having = 0, centre = 0, rarity;

  for (uint32_t i = begin; i < end; i++) {
    double members = classes[count->types[i].class].members;

    having += members;
    centre += members * count->types[i].count;
  }
  centre /= count->witnesses;
  count->centre += centre * centre;
  rarity = 1 - (having - 1) / (count->witnesses - 1);
  for (uint32_t i = begin; i < end; i++) {
    const Type *type = &count->types[i];
    Sums *sums = &count->sums[type->class];

    sums->squares += (double)type->count * type->count;
    sums->along += type->count * centre;
    sums->rarity += rarity;
    sums->types++;
    for (uint32_t j = begin; j < i && count->types[j].class < compared; j++)
      count->shared[(size_t)type->class * compared + count->types[j].class]++;
  }
}

/* 1 for two texts without words, which are alike. */
static double
dice(const Count *count, uint32_t x, uint32_t y)
{
  uint32_t types = count->sums[x].types + count->sums[y].types;
  uint32_t shared = count->shared[(size_t)x * count->classes->compared + y];

  return types > 0 ? 2.0 * shared / types : 1;
}

static void
sum_dice(Count *count)
{
  const Classes *classes = count->classes;

  for (uint32_t x = 0; x < classes->count; x++) {
    double own = classes->items[x].members;

    count->sums[x].dice += own - 1;
    count->sums[x].others += own - 1;
    for (uint32_t y = 0; y < classes->compared && y < x; y++) {
      double members = classes->items[y].members, value = dice(count, x, y);

      count->sums[x].dice += members * value;
      count->sums[x].others += members;
      count->sums[y].dice += own * value;
      count->sums[y].others += own;
    }
  }
}

static Eddy
eddy_of(const Count *count, const Sums *sums)
{
  double squares = sums->squares - 2 * sums->along + count->centre;
  double lengths = sqrt(sums->squares * count->centre);
  Eddy eddy = { sqrt(squares > 0 ? squares : 0), 1, 0, 0 };

  if (lengths > 0)
    eddy.cosine = 1 - sums->along / lengths;
  if (eddy.cosine < 0)
    eddy.cosine = 0;
  if (sums->others > 0)
    eddy.dice = 1 - sums->dice / sums->others;
  if (sums->types > 0)
    eddy.rarity = sums->rarity / sums->types;
  return eddy;
}

static Viv
viv_of(const Classes *classes, const Eddy *values, double witnesses)
{
  Viv viv = { { 0, 0, 0, 0 }, 0 };

  for (uint32_t i = 0; i < classes->count; i++) {
    double part = classes->items[i].members / witnesses;

    viv.mean.euclid += part * values[i].euclid;
    viv.mean.cosine += part * values[i].cosine;
    viv.mean.dice += part * values[i].dice;
    viv.mean.rarity += part * values[i].rarity;
  }
  for (uint32_t i = 0; i < classes->count; i++) {
    double off = values[i].euclid - viv.mean.euclid;

    viv.spread += classes->items[i].members / witnesses * off * off;
  }
  viv.spread = sqrt(viv.spread);
  return viv;
}

bool
eddy_measure(const Sheet *sheet, const Classes *classes, Arena *arena,
             Eddy *values, Viv *viv)
{
  size_t pairs = (size_t)classes->count * classes->compared;
  uint32_t types = 0;
  Count count = { classes,
                  list_types(sheet, classes, arena, &types),
                  arena_alloc(arena, classes->count * sizeof(Sums)),
                  arena_alloc(arena, pairs * sizeof(uint32_t)),
                  sheet->count,
                  0 };

  if (!count.types || !count.sums || !count.shared)
    return false;
  for (uint32_t begin = 0, end = 0; begin < types; begin = end) {
    while (end < types && count.types[end].fold == count.types[begin].fold)
      end++;
    count_type(&count, begin, end);
  }
  sum_dice(&count);
  for (uint32_t i = 0; i < classes->count; i++)
    values[i] = eddy_of(&count, &count.sums[i]);
  *viv = viv_of(classes, values, count.witnesses);
  return true;
}

/* The readings of a column, `count` of them, each with the members of its
 * class: its entropy, and in *members how many they are. */
static double
column_entropy(Type *readings, uint32_t count, double *members)
{
  double sum = 0;

  *members = 0;
  qsort(readings, count, sizeof *readings, by_fold);
  for (uint32_t i = 0; i < count; i++)
    *members += readings[i].count;
  for (uint32_t i = 0, j = 0; i < count; i = j) {
    double share = 0;

    for (; j < count && readings[j].fold == readings[i].fold; j++)
      share += readings[j].count / *members;
    sum -= share * log2(share);
  }
  return sum > 0 ? sum : 0;
}

bool
eddy_entropy(const Sheet *sheet, const Classes *classes, Arena *arena,
             Entropy *entropy)
{
  Type *readings = arena_alloc(arena, classes->count * sizeof *readings);
  double columns = 0;

  *entropy = (Entropy){ 0, 0 };
  if (!readings)
    return false;
  for (uint32_t c = 0; c < sheet->columns; c++) {
    uint32_t count = 0, words = 0;
    double bits, members;

    for (uint32_t i = 0; i < classes->count; i++) {
      const Class *class = &classes->items[i];
      const Place *place = sheet_place(sheet, c, class->first);

      words += place->length > 0;
      if (c >= class->begin && c <= class->end)
        readings[count++] =
            (Type){ place->length > 0 ? place->fold : 0, i, class->members };
    }
    bits = column_entropy(readings, count, &members);
    if (members < 2 || words == 0)
      continue;
    columns++;
    entropy->bits += bits;
    entropy->share += bits / log2(members);
  }
  if (columns > 0)
    *entropy = (Entropy){ entropy->bits / columns, entropy->share / columns };
  return true;
}
