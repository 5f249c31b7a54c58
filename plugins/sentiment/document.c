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
  return work->terms.list.count > STRETCH_TERMS ? i + 1 : work->passages.count;
}

/* Fills the places up to `byte`, where another sentence begins. */
static void
note_places(Work *work, uint64_t byte)
{
  uint32_t last = work->passages.count ? work->passages.count - 1 : 0;

  while ((uint64_t)work->places.count * PLACE < byte)
    work->places.items[work->places.count++] = last;
}

bool
passages_read(const Model *model, const stemma_doc *doc,
              const stemma_table *tokens, const stemma_table *sentences,
              Work *work)
{
  Terms *terms = &work->terms;
  uint32_t first = 0;

  array_clear(&work->passages);
  array_clear(&work->places);
  if (!array_reserve(&work->passages, sentences->rows.count)
      || !array_reserve(&work->places, doc->length / PLACE + 1)
      || !terms_start(terms, tokens->rows.count))
    return false;
  for (uint32_t i = 0; i < sentences->rows.count; i++) {
    const stemma_sentence *sentence =
        STEMMA_AT(stemma_sentence, sentences->rows, i);
    uint32_t left = tokens->rows.count - first;
    uint32_t count = sentence->tokens < left ? sentence->tokens : left;
    Passage *passage = &work->passages.items[i];

    passage->span = (stemma_span){ sentence->row.begin, sentence->row.end };
    passage->token = first;
    passage->inside = (Counts){ { 0, 0 }, 0, 0 };
    passage->stretch.first = terms->list.count;
    passage->names.first = terms->names.count;
    terms_read(model, doc, tokens, first, count, terms);
    first += count;
    passage->stretch.end = terms->list.count;
    passage->names.end = terms->names.count;
    note_places(work, passage->span.begin);
    work->passages.count++;
  }
  note_places(work, (uint64_t)doc->length + 1);
  return true;
}

/* The passage that a byte lies in, which is passage `i` or one after it. */
static uint32_t
passage_from(const Work *work, uint32_t i, uint32_t byte)
{
  const Passage *passages = work->passages.items;

  while (i + 1 < work->passages.count && passages[i + 1].span.begin <= byte)
    i++;
  return i;
}

uint32_t
passage_at(const Work *work, uint32_t byte)
{
  return passage_from(work, work->places.items[byte / PLACE], byte);
}

/* Marks a stretch as quoted, which begins in `passage` or after it. */
static void
mark_quoted(Work *work, Stretch quoted, Passage *passage)
{
  const Term *list = work->terms.list.items;

  for (uint32_t i = worths_before(&list[quoted.first]);
       i < worths_before(&list[quoted.end]); i++)
    work->terms.worths.items[i].flags |= TERM_QUOTED;
  while (quoted.first < quoted.end) {
    Stretch inside = quoted;
    Counts counts;

    while (passage->stretch.end <= quoted.first)
      passage++;
    if (inside.end > passage->stretch.end)
      inside.end = passage->stretch.end;
    counts = stretch_counts(&work->terms, inside);
    counts_add(&passage->inside, &counts);
    quoted.first = inside.end;
  }
}

/* The terms that begin in `span`. */
static Quoted
read_quoted(const Work *work, stemma_span span)
{
  const Passage *passages = work->passages.items;
  uint32_t first = passage_at(work, span.begin);
  uint32_t last = passage_from(work, first, span.end);

  return (
      Quoted){ { terms_from(&work->terms, passages[first].stretch, span.begin),
                 terms_from(&work->terms, passages[last].stretch, span.end) },
               first };
}

static bool
find_quotes(const stemma_table *quotes, Work *work)
{
  uint32_t count = quotes && work->passages.count ? quotes->rows.count : 0;

  array_clear(&work->quotes);
  if (!array_reserve(&work->quotes, count))
    return false;
  for (uint32_t i = 0; i < count; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, quotes->rows, i);
    work->quotes.items[work->quotes.count++] =
        read_quoted(work, (stemma_span){ row->begin, row->end });
  }
  return true;
}

/* Quotes stand in the order of their beginnings, and may lie in each other. */
static void
mark_quotes(const stemma_table *quotes, Work *work)
{
  uint32_t marked = 0;

  for (uint32_t i = 0; i < work->quotes.count; i++) {
    const stemma_quote *quote = STEMMA_AT(stemma_quote, quotes->rows, i);
    Stretch quoted = work->quotes.items[i].terms;

    if (quote->kind == STEMMA_INDIRECT)
      continue;
    if (quoted.first < marked)
      quoted.first = marked;
    if (quoted.first >= quoted.end)
      continue;
    mark_quoted(work, quoted,
                &work->passages.items[work->quotes.items[i].passage]);
    marked = quoted.end;
  }
}

bool
passages_score(const Model *model, const stemma_table *quotes, Work *work)
{
  if (!find_quotes(quotes, work))
    return false;
  mark_quotes(quotes, work);
  for (uint32_t i = 0; i < work->passages.count; i++) {
    Passage *passage = &work->passages.items[i];

    stretch_sums(&work->terms, passage->stretch, &passage->sums);
    passage->score = sums_score(model, &passage->sums);
  }
  return true;
}

/* Adds a score to a mean of a document.  What is bad weighs more with readers
 * than what is good. */
static void
add_score(const Model *model, double score, uint32_t words, Mean *mean)
{
  Mean one = { 0, 0, 0 };
  double factor = score < 0 ? model->document_negative : 1;

  mean_add(&one, score, words);
  mean->sum += factor * one.sum;
  mean->weight += factor * one.weight;
  mean->count += 1;
}

/* Adds narration and speech of passages.  A part without a word says nothing,
 * but where all of it is marks (an emoticon). */
static void
add_parts(const Model *model, const Work *work, Stretch stretch,
          const Counts *inside, Mean means[2])
{
  Sums parts[2];

  stretch_parts(&work->terms, stretch, inside, parts);
  for (int k = 0; k < 2; k++) {
    uint32_t words = parts[k].counts.words;
    if (words || (k == 0 && !parts[1].counts.words))
      add_score(model, sums_score(model, &parts[k]), words, &means[k]);
  }
}

void
passages_means(const Model *model, const Work *work, Mean parts[2])
{
  const Passage *passages = work->passages.items;

  for (uint32_t i = 0; i < work->passages.count;) {
    uint32_t end = passages_join(work, i);
    Stretch stretch = { passages[i].stretch.first,
                        passages[end - 1].stretch.end };
    Counts inside = { { 0, 0 }, 0, 0 };

    for (uint32_t k = i; k < end; k++)
      counts_add(&inside, &passages[k].inside);
    if (end == i + 1 && !inside.terms)
      add_score(model, passages[i].score, passages[i].sums.counts.words,
                &parts[0]);
    else
      add_parts(model, work, stretch, &inside, parts);
    i = end;
  }
}

void
work_free(Work *work)
{
  terms_free(&work->terms);
  array_free(&work->passages);
  array_free(&work->places);
  array_free(&work->quotes);
  array_free(&work->mentions);
  array_free(&work->tallies);
  around_free(&work->around);
  array_free(&work->rows);
  array_free(&work->words);
}
