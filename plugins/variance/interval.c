/* SPDX-License-Identifier: Apache-2.0 */
#include "interval.h"

#include "draw.h"

bool
interval_draw(uint64_t seed, uint32_t columns, uint32_t resamples, Arena *arena,
              Draws *draws)
{
  size_t count = (size_t)columns * resamples;

  draws->columns = columns;
  draws->resamples = resamples;
  draws->picks = arena_alloc(arena, (count + 1) * sizeof *draws->picks);
  draws->scores = arena_alloc(arena, (resamples + 1) * sizeof(double));
  draws->sums = arena_alloc(arena, (resamples + 1) * sizeof(double));
  if (!draws->picks || !draws->scores || !draws->sums)
    return false;
  for (size_t i = 0; i < count; i++)
    draws->picks[i] = draw_below(&seed, columns);
  return true;
}

/* Brings the value of rank `rank` to its place, smaller ones before it and
 * larger ones behind (Hoare 1961); no more is sorted than is asked for. */
static void
place_rank(double *values, uint32_t count, uint32_t rank)
{
  uint32_t low = 0, high = count - 1;

  while (low < high) {
    double pivot = values[low + (high - low) / 2];
    uint32_t i = low, j = high;

    for (;; i++, j--) {
      double kept;

      while (values[i] < pivot)
        i++;
      while (values[j] > pivot)
        j--;
      if (i >= j)
        break;
      kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
    if (rank <= j)
      high = j;
    else
      low = j + 1;
  }
}

void
interval_ends(double *scores, uint32_t count, double *low, double *high)
{
  uint32_t tail = count / 40;

  place_rank(scores, count, tail);
  *low = scores[tail];
  place_rank(scores, count, count - 1 - tail);
  *high = scores[count - 1 - tail];
}
