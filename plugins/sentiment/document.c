/* SPDX-License-Identifier: Apache-2.0
 *
 * document.c - from sentences to documents, and from spans to terms.
 */
#include "work.h"

#include <math.h>

void
mean_add(Mean *mean, double score, uint32_t words, double factor)
{
  double weight = factor * sqrt(words ? words : 1);

  mean->sum += weight * score;
  mean->weight += weight;
}

double
mean_of(const Mean *mean)
{
  double score = mean->weight > 0 ? mean->sum / mean->weight : 0;

  return fmax(-1, fmin(1, score));
}

uint32_t
passages_join(const Work *work, uint32_t i, Stretch *joined)
{
  const Passage *passage = &work->passages.items[i];

  *joined =
      (Stretch){ work->terms.items + passage->first, passage->count, NULL, 0 };
  for (i++; i < work->passages.count; i++) {
    uint32_t more = work->passages.items[i].count;
    if (joined->count + more > STRETCH_TERMS)
      break;
    joined->count += more;
  }
  return i;
}

static uint32_t
first_from(const Work *work, uint32_t begin)
{
  uint32_t low = 0, high = work->terms.count;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (work->terms.items[middle].span.begin < begin)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void
terms_within(const Work *work, uint32_t begin, uint32_t end, uint32_t *first,
             uint32_t *last)
{
  *first = first_from(work, begin);
  *last = first_from(work, end > begin ? end : begin);
}
