/* SPDX-License-Identifier: Apache-2.0
 *
 * document.c - from sentences to documents, and from spans to terms.
 */
#include "work.h"

#include <math.h>

void
mean_add(Mean *mean, double score, uint32_t words)
{
  double weight = sqrt(words ? words : 1);

  mean->sum += weight * score;
  mean->weight += weight;
  mean->count += 1;
}

Mean
mean_join(const Mean *narration, const Mean *speech, double factor)
{
  return (Mean){ narration->sum + factor * speech->sum,
                 narration->weight + factor * speech->weight,
                 narration->count + factor * speech->count };
}

static double
limited(double score)
{
  return score < -1 ? -1 : score > 1 ? 1 : score;
}

double
mean_of(const Mean *mean)
{
  return limited(mean->weight > 0 ? mean->sum / mean->weight : 0);
}

double
mean_of_document(const Mean *mean, double alike)
{
  double count = mean->count > 1 ? mean->count : 1;

  return limited(mean_of(mean) / sqrt(alike + (1 - alike) / count));
}

uint32_t
passages_join(const Work *work, uint32_t i)
{
  return work->terms.count > STRETCH_TERMS ? i + 1 : work->passages.count;
}

Stretch
passage_stretch(const Work *work, const Passage *passage)
{
  return (Stretch){ work->terms.items + passage->first, passage->count };
}

bool
passages_read(const Model *model, const stemma_doc *doc,
              const stemma_table *tokens, const stemma_table *sentences,
              Work *work)
{
  uint32_t first = 0;

  array_clear(&work->terms);
  array_clear(&work->passages);
  if (!array_reserve(&work->passages, sentences->rows.count))
    return false;
  for (uint32_t i = 0; i < sentences->rows.count; i++) {
    const stemma_sentence *sentence =
        STEMMA_AT(stemma_sentence, sentences->rows, i);
    Passage *passage = &work->passages.items[i];

    *passage = (Passage){ .first = work->terms.count };
    passage->span = (stemma_span){ sentence->row.begin, sentence->row.end };
    if (!terms_read(model, doc, tokens, first, sentence->tokens, &work->terms))
      return false;
    first += sentence->tokens;
    passage->count = work->terms.count - passage->first;
    if (passage->count)
      work->terms.items[work->terms.count - 1].flags |= TERM_LAST;
    work->passages.count++;
  }
  return true;
}

static void
mark_quotes(const stemma_table *quotes, Work *work)
{
  for (uint32_t i = 0; quotes && i < quotes->rows.count; i++) {
    const stemma_quote *quote = STEMMA_AT(stemma_quote, quotes->rows, i);
    uint32_t first, last;

    if (quote->kind == STEMMA_INDIRECT)
      continue;
    terms_within(work, quote->row.begin, quote->row.end, &first, &last);
    for (uint32_t k = first; k < last; k++)
      work->terms.items[k].flags |= TERM_QUOTED;
  }
}

void
passages_sum(const stemma_table *quotes, Work *work)
{
  mark_quotes(quotes, work);
  for (uint32_t i = 0; i < work->passages.count; i++) {
    Passage *passage = &work->passages.items[i];
    Stretch stretch = passage_stretch(work, passage);

    sums_add(passage->sums, &stretch);
  }
}

const Passage *
passage_at(const Work *work, uint32_t at)
{
  uint32_t low = 0, high = work->passages.count;

  while (low + 1 < high) {
    uint32_t middle = low + (high - low) / 2;
    if (work->passages.items[middle].span.begin <= at)
      low = middle;
    else
      high = middle;
  }
  return high ? &work->passages.items[low] : NULL;
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

void
terms_reached(const Work *work, uint32_t begin, uint32_t end, uint32_t *first,
              uint32_t *last)
{
  uint32_t from = first_from(work, begin);

  if (from && work->terms.items[from - 1].span.end > begin)
    from--;
  *first = from;
  *last = first_from(work, end);
}
