/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.c - writes what each scope asks for: document, narration and speech,
 * sentences, quotes, targets.
 */
#include <math.h>

#include "work.h"

/* Words that contribute less are not worth a row. */
#define CONTRIBUTION 0.05

/* OUTPUT.md: positive from here, negative from its opposite. */
#define CUT 0.125

static bool
wants(const Self *self, uint32_t scope)
{
  return self->options.scopes >> scope & 1;
}

static stemma_status
write_score(const stemma_job *job, stemma_span span, uint32_t scope,
            double score)
{
  stemma_sentiment row = { .row = { .begin = span.begin, .end = span.end },
                           .scope = scope,
                           .label = score >= CUT    ? STEMMA_POSITIVE
                                    : score <= -CUT ? STEMMA_NEGATIVE
                                                    : STEMMA_NEUTRAL,
                           .score = fmax(-1, fmin(1, score)) };

  return stemma_append(job->outputs[0], &row, sizeof row);
}

/* What each word adds to the row just written. */
static stemma_status
write_words(const Self *self, const stemma_job *job, const Stretch *stretch,
            uint32_t words)
{
  stemma_sentiment_word row = { .sentiment = job->outputs[0]->next_row - 1 };

  if (!self->options.words)
    return STEMMA_OK;
  for (uint32_t i = 0; i < stretch->count; i++) {
    const Term *term = &stretch->terms[i];
    stemma_status status;

    row.contribution = term_contribution(&self->model, stretch, i, words);
    if (fabs(row.contribution) < CONTRIBUTION)
      continue;
    row.row.begin = term->span.begin;
    row.row.end = term->span.end;
    status = stemma_append(job->outputs[1], &row, sizeof row);
    if (status != STEMMA_OK)
      return status;
  }
  return STEMMA_OK;
}

static Stretch
passage_terms(const Work *work, const Passage *passage)
{
  return (Stretch){ work->terms.items + passage->first, passage->count, NULL,
                    0 };
}

static stemma_status
write_sentences(const Self *self, const Work *work, const stemma_job *job)
{
  for (uint32_t i = 0; i < work->passages.count; i++) {
    const Passage *passage = &work->passages.items[i];
    Stretch stretch = passage_terms(work, passage);
    uint32_t words;
    double score = sentence_score(&self->model, &stretch, &words);
    stemma_status status =
        write_score(job, passage->span, STEMMA_SCOPE_SENTENCE, score);

    if (status == STEMMA_OK)
      status = write_words(self, job, &stretch, words);
    if (status != STEMMA_OK)
      return status;
  }
  return STEMMA_OK;
}

static bool
stretch_has_words(const Stretch *stretch)
{
  for (uint32_t i = 0; i < stretch->count; i++) {
    if (stretch->terms[i].flags & TERM_WORD)
      return true;
  }
  return false;
}

/* Adds the terms of a stretch that are quoted, or are not; a part without a
 * word says nothing, but where all of it is marks (an emoticon). */
static void
add_part(const Self *self, const Work *work, const Stretch *all, uint8_t quoted,
         Mean *part, Mean *document)
{
  Stretch stretch = *all;
  uint32_t words;
  double score;

  stretch.include = work->quoted.items + (all->terms - work->terms.items);
  stretch.wanted = quoted;
  score = sentence_score(&self->model, &stretch, &words);
  if (!words && (quoted || stretch_has_words(all)))
    return;
  mean_add(part, score, words, 1);
  mean_add(document, score, words, quoted ? SPEECH_FACTOR : 1);
}

static uint32_t
quoted_terms(const Work *work, const Stretch *stretch)
{
  const uint8_t *marks =
      work->quoted.items + (stretch->terms - work->terms.items);
  uint32_t count = 0;

  for (uint32_t i = 0; i < stretch->count; i++)
    count += marks[i];
  return count;
}

static stemma_status
write_document(const Self *self, const Work *work, const stemma_job *job)
{
  stemma_span all = { 0, job->doc->length };
  Mean document = { 0, 0 }, part[2] = { { 0, 0 }, { 0, 0 } };
  static const uint32_t scopes[2] = { STEMMA_SCOPE_NARRATION,
                                      STEMMA_SCOPE_SPEECH };
  stemma_status status = STEMMA_OK;

  for (uint32_t i = 0; i < work->passages.count;) {
    Stretch stretch;
    uint32_t quoted;

    i = passages_join(work, i, &stretch);
    quoted = quoted_terms(work, &stretch);
    if (quoted < stretch.count || !stretch.count)
      add_part(self, work, &stretch, 0, &part[0], &document);
    if (quoted)
      add_part(self, work, &stretch, 1, &part[1], &document);
  }
  if (!self->options.skip_quotes)
    part[0] = document;
  if (wants(self, STEMMA_SCOPE_DOCUMENT))
    status = write_score(job, all, STEMMA_SCOPE_DOCUMENT, mean_of(&document));
  for (int k = 0; k < 2 && status == STEMMA_OK; k++)
    if (wants(self, scopes[k]) && part[k].weight > 0)
      status = write_score(job, all, scopes[k], mean_of(&part[k]));
  return status;
}

/* One quote: its sentences, each cut to what is inside. */
static stemma_status
write_quote(const Self *self, const Work *work, const stemma_job *job,
            stemma_span span)
{
  Mean mean = { 0, 0 };
  uint32_t first, last, words = 0;
  Stretch stretch = { NULL, 0, NULL, 0 };
  stemma_status status;

  terms_within(work, span.begin, span.end, &first, &last);
  for (uint32_t i = first; i < last;) {
    uint32_t end = i;
    while (end < last && !(work->terms.items[end].flags & TERM_LAST))
      end++;
    end += end < last;
    stretch = (Stretch){ work->terms.items + i, end - i, NULL, 0 };
    mean_add(&mean, sentence_score(&self->model, &stretch, &words), words, 1);
    i = end;
  }
  status = write_score(job, span, STEMMA_SCOPE_QUOTE, mean_of(&mean));
  stretch = (Stretch){ work->terms.items + first, last - first, NULL, 0 };
  if (status == STEMMA_OK && first < last)
    status = write_words(self, job, &stretch, last - first);
  return status;
}

static stemma_status
write_quotes(const Self *self, const Work *work, const stemma_job *job,
             const stemma_table *quotes)
{
  stemma_status status = STEMMA_OK;

  for (uint32_t i = 0; quotes && i < quotes->rows.count && status == STEMMA_OK;
       i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, quotes->rows, i);
    status =
        write_quote(self, work, job, (stemma_span){ row->begin, row->end });
  }
  return status;
}

/* The sentence that a byte lies in, or the last. */
static const Passage *
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
  return &work->passages.items[low];
}

/* The sentence of the last target: its sums serve the next one too. */
typedef struct Around {
  const Passage *passage; /* NULL: none yet */
  double features[FEATURES];
} Around;

static stemma_status
write_target(const Self *self, const Work *work, const stemma_job *job,
             stemma_span span, Around *around)
{
  const Passage *passage;
  Stretch stretch;
  uint32_t first = 0, last;

  if (!work->passages.count)
    return write_score(job, span, STEMMA_SCOPE_TARGET, 0);
  passage = passage_at(work, span.begin);
  stretch = passage_terms(work, passage);
  if (passage != around->passage)
    features_sum(&stretch, around->features);
  around->passage = passage;
  while (first < stretch.count && stretch.terms[first].span.end <= span.begin)
    first++;
  for (last = first;
       last < stretch.count && stretch.terms[last].span.begin < span.end;
       last++)
    ;
  return write_score(
      job, span, STEMMA_SCOPE_TARGET,
      target_score(&self->model, &stretch, around->features, first, last));
}

static stemma_status
write_targets(const Self *self, const Work *work, const stemma_job *job,
              const stemma_table *targets)
{
  stemma_status status = STEMMA_OK;
  Around around = { .passage = NULL };

  for (uint32_t i = 0;
       targets && i < targets->rows.count && status == STEMMA_OK; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, targets->rows, i);
    stemma_span span = { row->begin, row->end };
    status = write_target(self, work, job, span, &around);
  }
  if (targets && targets->rows.count)
    return status;
  for (uint32_t i = 0; i < work->mentions.count && status == STEMMA_OK; i++)
    status =
        write_target(self, work, job, work->mentions.items[i].span, &around);
  return status;
}

stemma_status
rows_write(const Self *self, Work *work, const stemma_job *job)
{
  stemma_status status = write_document(self, work, job);

  if (status == STEMMA_OK && wants(self, STEMMA_SCOPE_SENTENCE))
    status = write_sentences(self, work, job);
  if (status == STEMMA_OK && wants(self, STEMMA_SCOPE_QUOTE))
    status = write_quotes(self, work, job, job->inputs[2]);
  if (status == STEMMA_OK && wants(self, STEMMA_SCOPE_TARGET))
    status = write_targets(self, work, job, job->inputs[3]);
  return status;
}
