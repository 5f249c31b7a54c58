/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.c - writes what each scope asks for: document, narration and speech,
 * sentences, quotes, targets.  The rows of a document are handed over at once.
 */
#include <math.h>
#include <stdlib.h>

#include "work.h"

/* Words that contribute less are not worth a row. */
#define CONTRIBUTION 0.1

/* host/docs/output.md: positive from here, negative from its opposite. */
#define CUT 0.125

typedef struct Writer {
  const Self *self;
  Work *work;
  const stemma_job *job;
  uint32_t first; /* the number of Work.rows[0] */
  bool failed;    /* no memory */
} Writer;

static bool
wants(const Writer *writer, uint32_t scope)
{
  return writer->self->options.scopes >> scope & 1;
}

/* Added to a number of less than 2^51 and taken away again, it leaves the
 * nearest whole number: doubles of its size have no digits after the point.
 * rint does the same with four times as many instructions, and makes a -0. */
#define WHOLE 0x1.8p52

/* Four digits after the point: more say nothing, and cost a report room and
 * time. */
static double
rounded(double score)
{
  return (score * 10000 + WHOLE - WHOLE) / 10000;
}

/* rows_write has made room for it. */
static void
write_score(Writer *writer, stemma_span span, uint32_t scope, double score)
{
  Work *work = writer->work;
  stemma_sentiment *row = &work->rows.items[work->rows.count++];

  *row = (stemma_sentiment){ .row = { .begin = span.begin, .end = span.end },
                             .scope = scope };
  row->score = rounded(score < -1 ? -1 : score > 1 ? 1 : score);
  row->label = row->score >= CUT    ? STEMMA_POSITIVE
               : row->score <= -CUT ? STEMMA_NEGATIVE
                                    : STEMMA_NEUTRAL;
}

/* What a learned weight of 1 adds to a score, by head. */
typedef struct Units {
  double unit[2];
} Units;

/* Makes room for the words of `count` terms. */
static bool
expect_words(Writer *writer, uint32_t count)
{
  Work *work = writer->work;

  if (count > UINT32_MAX - work->words.count
      || !array_reserve(&work->words, work->words.count + count))
    writer->failed = true;
  return !writer->failed;
}

/* What a word adds to the row just written. */
static inline void
write_word(Writer *writer, const Term *term, double contribution)
{
  Work *work = writer->work;

  work->words.items[work->words.count++] = (stemma_sentiment_word){
    .row = { .begin = term->span.begin, .end = term->span.end },
    .sentiment = writer->first + work->rows.count - 1,
    .contribution = rounded(contribution)
  };
}

/* The words of lexicons. */
static void
write_worths(Writer *writer, Stretch stretch, const Units *units)
{
  const Terms *terms = &writer->work->terms;
  const Term *list = terms->list.items;
  uint32_t i = worths_before(&list[stretch.first]);
  uint32_t end = worths_before(&list[stretch.end]);

  if (!expect_words(writer, end - i))
    return;
  for (; i < end; i++) {
    const Worth *worth = &terms->worths.items[i];
    double unit = units->unit[worth->flags & TERM_NEGATED];
    double contribution = worth->share + worth->weight * unit;
    if ((worth->flags & TERM_LEXICON) && fabs(contribution) >= CONTRIBUTION)
      write_word(writer, &list[worth->term], contribution);
  }
}

/* All words, for what has been learned of them may be enough. */
static void
write_terms(Writer *writer, Stretch stretch, const Units *units)
{
  const Terms *terms = &writer->work->terms;
  const Term *list = terms->list.items;

  if (!expect_words(writer, stretch.end - stretch.first))
    return;
  for (uint32_t i = stretch.first; i < stretch.end; i++) {
    uint32_t negated = list[i].flags & TERM_NEGATED;
    int32_t weight = term_weight(&list[i]);
    double contribution = weight * units->unit[negated];
    if (worths_before(&list[i + 1]) > worths_before(&list[i]))
      contribution += terms->worths.items[worths_before(&list[i])].share;
    if (fabs(contribution) >= CONTRIBUTION)
      write_word(writer, &list[i], contribution);
  }
}

/* The words that the row just written rests on, among `words`. */
static void
write_words(Writer *writer, Stretch stretch, uint32_t words)
{
  const float *scale = writer->self->model.scale;
  double divisor = words_divisor(words);
  const Units units = { { (double)scale[HEAD_PLAIN] / divisor,
                          (double)scale[HEAD_NEGATED] / divisor } };
  double largest =
      units.unit[0] > units.unit[1] ? units.unit[0] : units.unit[1];

  if (!writer->self->options.words)
    return;
  if (largest * -INT8_MIN < CONTRIBUTION)
    write_worths(writer, stretch, &units);
  else
    write_terms(writer, stretch, &units);
}

static void
write_sentences(Writer *writer)
{
  const Work *work = writer->work;

  for (uint32_t i = 0; i < work->passages.count; i++) {
    const Passage *passage = &work->passages.items[i];

    write_score(writer, passage->span, STEMMA_SCOPE_SENTENCE, passage->score);
    write_words(writer, passage->stretch, passage->sums.counts.words);
  }
}

static void
write_document(Writer *writer)
{
  const Model *model = &writer->self->model;
  stemma_span all = { 0, writer->job->doc->length };
  double alike = model->document_alike;
  Mean parts[2] = { { 0 }, { 0 } }, document;
  static const uint32_t scopes[2] = { STEMMA_SCOPE_NARRATION,
                                      STEMMA_SCOPE_SPEECH };

  passages_means(model, writer->work, parts);
  document = mean_join(&parts[0], &parts[1], model->document_speech);
  if (!writer->self->options.skip_quotes)
    parts[0] = document;
  if (wants(writer, STEMMA_SCOPE_DOCUMENT))
    write_score(writer, all, STEMMA_SCOPE_DOCUMENT,
                mean_of_document(&document, alike));
  for (int k = 0; k < 2; k++)
    if (wants(writer, scopes[k]) && parts[k].weight > 0)
      write_score(writer, all, scopes[k], mean_of_document(&parts[k], alike));
}

/* One quote: its sentences, each cut to what is inside. */
static void
write_quote(Writer *writer, stemma_span span, const Quoted *quote)
{
  const Model *model = &writer->self->model;
  const Work *work = writer->work;
  const Passage *passage = &work->passages.items[quote->passage];
  const Stretch all = quote->terms;
  Mean mean = { 0 };

  for (Stretch rest = all; rest.first < rest.end; passage++) {
    Stretch inside = { rest.first, passage->stretch.end < rest.end
                                       ? passage->stretch.end
                                       : rest.end };
    Sums sums;

    if (inside.end <= inside.first)
      continue;
    stretch_sums(&work->terms, inside, &sums);
    mean_add(&mean, sums_score(model, &sums) * model->quote_gain,
             sums.counts.words);
    rest.first = inside.end;
  }
  write_score(writer, span, STEMMA_SCOPE_QUOTE, mean_of(&mean));
  if (all.first < all.end)
    write_words(writer, all, all.end - all.first);
}

static void
write_quotes(Writer *writer, const stemma_table *quotes)
{
  const Work *work = writer->work;

  for (uint32_t i = 0; i < work->quotes.count; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, quotes->rows, i);
    write_quote(writer, (stemma_span){ row->begin, row->end },
                &work->quotes.items[i]);
  }
}

/* Goes on to a passage.  Targets of one follow each other: it is read once for
 * them. */
static bool
reach(Writer *writer, uint32_t at, uint32_t *reached)
{
  const Passage *passage = &writer->work->passages.items[at];

  if (at != *reached
      && !around_read(&writer->self->model, &writer->work->terms,
                      passage->stretch, passage->sums.features,
                      &writer->work->around))
    writer->failed = true;
  *reached = at;
  return !writer->failed;
}

static void
write_targets(Writer *writer, const stemma_table *targets)
{
  const Work *work = writer->work;
  uint32_t reached = UINT32_MAX;

  for (uint32_t i = 0; targets && i < targets->rows.count; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, targets->rows, i);
    stemma_span span = { row->begin, row->end };
    double score = 0;

    if (work->passages.count
        && reach(writer, passage_at(work, span.begin), &reached)) {
      const Around *around = &work->around;
      score = target_score(around,
                           stretch_of(&work->terms, span, around->sentence));
    }
    write_score(writer, span, STEMMA_SCOPE_TARGET, score);
  }
}

static void
write_mentions(Writer *writer)
{
  const Work *work = writer->work;
  uint32_t reached = UINT32_MAX;

  for (uint32_t i = 0; i < work->mentions.count; i++) {
    const Mention *mention = &work->mentions.items[i];
    if (reach(writer, mention->passage, &reached))
      write_score(writer, mention->span, STEMMA_SCOPE_TARGET,
                  target_score(&work->around, mention->terms));
  }
}

static void
share_worths(const Model *model, Terms *terms)
{
  for (uint32_t i = 0; i < terms->worths.count; i++) {
    Worth *worth = &terms->worths.items[i];
    worth->share = worth->flags & TERM_LEXICON ? worth_share(model, worth) : 0;
  }
}

static stemma_status
no_memory(stemma_error *error)
{
  return stemma_fail(error, STEMMA_E_MEMORY,
                     "no memory for the document's sentiment");
}

/* Makes room for one row each, and for the three of the document. */
static bool
expect_rows(Work *work, const stemma_table *targets)
{
  uint64_t count = 3 + (uint64_t)work->passages.count + work->quotes.count
                   + work->mentions.count;

  if (targets)
    count += targets->rows.count;
  return count <= UINT32_MAX && array_reserve(&work->rows, (uint32_t)count);
}

static stemma_status
hand_over(const Writer *writer, stemma_error *error)
{
  const Work *work = writer->work;
  stemma_writer *const *outputs = writer->job->outputs;
  stemma_list rows = { work->rows.items, work->rows.count,
                       sizeof(stemma_sentiment) };
  stemma_list words = { work->words.items, work->words.count,
                        sizeof(stemma_sentiment_word) };
  stemma_status status = STEMMA_OK;

  if (writer->failed)
    return no_memory(error);
  if (rows.count)
    status = outputs[0]->append(outputs[0], rows);
  if (words.count && status == STEMMA_OK)
    status = outputs[1]->append(outputs[1], words);
  return status;
}

stemma_status
rows_write(const Self *self, Work *work, const stemma_job *job,
           stemma_error *error)
{
  Writer writer = { self, work, job, job->outputs[0]->next_row, false };

  array_clear(&work->rows);
  array_clear(&work->words);
  if (!expect_rows(work, job->inputs[3]))
    return no_memory(error);
  if (self->options.words)
    share_worths(&self->model, &work->terms);
  write_document(&writer);
  if (wants(&writer, STEMMA_SCOPE_SENTENCE))
    write_sentences(&writer);
  if (wants(&writer, STEMMA_SCOPE_QUOTE))
    write_quotes(&writer, job->inputs[2]);
  if (wants(&writer, STEMMA_SCOPE_TARGET)) {
    write_targets(&writer, job->inputs[3]);
    write_mentions(&writer);
  }
  return hand_over(&writer, error);
}
