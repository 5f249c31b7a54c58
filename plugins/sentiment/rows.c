/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.c - writes what each scope asks for: document, narration and speech,
 * sentences, quotes, targets.
 */
#include <math.h>
#include <stdlib.h>

#include "work.h"

/* Words that contribute less are not worth a row. */
#define CONTRIBUTION 0.1

/* OUTPUT.md: positive from here, negative from its opposite. */
#define CUT 0.125

static bool
wants(const Self *self, uint32_t scope)
{
  return self->options.scopes >> scope & 1;
}

/* Four digits after the point: more say nothing, and cost a report room and
 * time. */
static double
rounded(double score)
{
  return rint(score * 10000) / 10000;
}

static stemma_status
write_score(const stemma_job *job, stemma_span span, uint32_t scope,
            double score)
{
  stemma_sentiment row = { .row = { .begin = span.begin, .end = span.end },
                           .scope = scope };

  row.score = rounded(score < -1 ? -1 : score > 1 ? 1 : score);
  row.label = row.score >= CUT    ? STEMMA_POSITIVE
              : row.score <= -CUT ? STEMMA_NEGATIVE
                                  : STEMMA_NEUTRAL;
  return stemma_append(job->outputs[0], &row, sizeof row);
}

/* Learned weights beyond this whole number may contribute enough for a row;
 * those of lexicon words are worked out. */
static int32_t
weight_limit(const Model *model, Head head, uint32_t words)
{
  double unit = (double)model->scale[head] / words_divisor(words);
  double limit = unit > 0 ? CONTRIBUTION / unit : INT8_MAX + 1;

  return limit > INT8_MAX ? INT8_MAX + 1 : (int32_t)limit;
}

/* What each word adds to the row just written. */
static stemma_status
write_words(const Self *self, const stemma_job *job, const Stretch *stretch,
            uint32_t words)
{
  const Model *model = &self->model;
  stemma_sentiment_word row = { .sentiment = job->outputs[0]->next_row - 1 };
  const int32_t limits[2] = { weight_limit(model, HEAD_PLAIN, words),
                              weight_limit(model, HEAD_NEGATED, words) };

  for (uint32_t i = 0; i < stretch->count && self->options.words; i++) {
    const Term *term = &stretch->terms[i];
    uint32_t negated = term->flags & TERM_NEGATED;
    stemma_status status;

    if (!(term->flags & TERM_LEXICON)
        && abs(term->entry->weight[negated]) < limits[negated])
      continue;
    row.contribution = term_contribution(model, term, words);
    if (fabs(row.contribution) < CONTRIBUTION)
      continue;
    row.contribution = rounded(row.contribution);
    row.row.begin = term->span.begin;
    row.row.end = term->span.end;
    status = stemma_append(job->outputs[1], &row, sizeof row);
    if (status != STEMMA_OK)
      return status;
  }
  return STEMMA_OK;
}

static stemma_status
write_sentences(const Self *self, const Work *work, const stemma_job *job)
{
  for (uint32_t i = 0; i < work->passages.count; i++) {
    const Passage *passage = &work->passages.items[i];
    Stretch stretch = passage_stretch(work, passage);
    Sums sums = passage->sums[0];
    stemma_status status;

    if (passage->sums[1].terms)
      sums_join(&sums, &passage->sums[1]);
    status = write_score(job, passage->span, STEMMA_SCOPE_SENTENCE,
                         sums_score(&self->model, &sums));
    if (status == STEMMA_OK)
      status = write_words(self, job, &stretch, sums.words);
    if (status != STEMMA_OK)
      return status;
  }
  return STEMMA_OK;
}

/* Adds the sums of a stretch's narration or speech; a part without a word says
 * nothing, but where all of it is marks (an emoticon).  What is bad weighs
 * more with readers than what is good. */
static void
add_part(const Model *model, const Sums sums[2], int part, Mean *mean)
{
  Mean one = { 0, 0, 0 };
  uint32_t words = sums[part].words;
  double factor;

  if (!words && (sums[1 - part].words || part))
    return;
  mean_add(&one, sums_score(model, &sums[part]), words);
  factor = one.sum < 0 ? model->document_negative : 1;
  mean->sum += factor * one.sum;
  mean->weight += factor * one.weight;
  mean->count += 1;
}

/* The means of narration and speech over all stretches. */
static void
add_parts(const Model *model, const Work *work, Mean parts[2])
{
  for (uint32_t i = 0; i < work->passages.count;) {
    uint32_t end = passages_join(work, i);
    Sums sums[2] = { work->passages.items[i].sums[0],
                     work->passages.items[i].sums[1] };

    for (i++; i < end; i++)
      for (int part = 0; part < 2; part++)
        sums_join(&sums[part], &work->passages.items[i].sums[part]);
    for (int part = 0; part < 2; part++)
      add_part(model, sums, part, &parts[part]);
  }
}

static stemma_status
write_document(const Self *self, const Work *work, const stemma_job *job)
{
  const Model *model = &self->model;
  stemma_span all = { 0, job->doc->length };
  double alike = model->document_alike;
  Mean parts[2] = { { 0 }, { 0 } }, document;
  static const uint32_t scopes[2] = { STEMMA_SCOPE_NARRATION,
                                      STEMMA_SCOPE_SPEECH };
  stemma_status status = STEMMA_OK;

  add_parts(model, work, parts);
  document = mean_join(&parts[0], &parts[1], model->document_speech);
  if (!self->options.skip_quotes)
    parts[0] = document;
  if (wants(self, STEMMA_SCOPE_DOCUMENT))
    status = write_score(job, all, STEMMA_SCOPE_DOCUMENT,
                         mean_of_document(&document, alike));
  for (int k = 0; k < 2 && status == STEMMA_OK; k++)
    if (wants(self, scopes[k]) && parts[k].weight > 0)
      status =
          write_score(job, all, scopes[k], mean_of_document(&parts[k], alike));
  return status;
}

/* One quote: its sentences, each cut to what is inside. */
static stemma_status
write_quote(const Self *self, const Work *work, const stemma_job *job,
            stemma_span span)
{
  const Model *model = &self->model;
  Mean mean = { 0 };
  uint32_t first, last;
  Stretch stretch;
  stemma_status status;

  terms_within(work, span.begin, span.end, &first, &last);
  for (uint32_t i = first; i < last;) {
    uint32_t end = i;
    Sums sums;
    while (end < last && !(work->terms.items[end].flags & TERM_LAST))
      end++;
    end += end < last;
    stretch = (Stretch){ work->terms.items + i, end - i };
    sums = stretch_sums(&stretch);
    mean_add(&mean, sums_score(model, &sums) * model->quote_gain, sums.words);
    i = end;
  }
  status = write_score(job, span, STEMMA_SCOPE_QUOTE, mean_of(&mean));
  stretch = (Stretch){ work->terms.items + first, last - first };
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

/* The last target's sentence: its sums serve the next one too. */
typedef struct Nearby {
  const Passage *passage; /* NULL: none yet */
  Around around;
} Nearby;

static stemma_status
write_target(const Self *self, const Work *work, const stemma_job *job,
             stemma_span span, Nearby *nearby)
{
  const Passage *passage = passage_at(work, span.begin);
  uint32_t first, last, end;

  if (!passage)
    return write_score(job, span, STEMMA_SCOPE_TARGET, 0);
  if (passage != nearby->passage) {
    Stretch stretch = passage_stretch(work, passage);
    nearby->around = around_sentence(&stretch);
    nearby->passage = passage;
  }
  end = passage->first + passage->count;
  terms_reached(work, span.begin, span.end, &first, &last);
  first = first < passage->first ? passage->first : first > end ? end : first;
  last = last < first ? first : last > end ? end : last;
  return write_score(job, span, STEMMA_SCOPE_TARGET,
                     target_score(&self->model, &nearby->around,
                                  first - passage->first,
                                  last - passage->first));
}

static stemma_status
write_targets(const Self *self, const Work *work, const stemma_job *job,
              const stemma_table *targets)
{
  stemma_status status = STEMMA_OK;
  Nearby nearby = { .passage = NULL };

  for (uint32_t i = 0;
       targets && i < targets->rows.count && status == STEMMA_OK; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, targets->rows, i);
    stemma_span span = { row->begin, row->end };
    status = write_target(self, work, job, span, &nearby);
  }
  if (targets && targets->rows.count)
    return status;
  for (uint32_t i = 0; i < work->mentions.count && status == STEMMA_OK; i++)
    status =
        write_target(self, work, job, work->mentions.items[i].span, &nearby);
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
