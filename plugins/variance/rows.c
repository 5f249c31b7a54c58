/* SPDX-License-Identifier: Apache-2.0 */
#include "rows.h"

/* How the score is put together where both are asked for. */
#define FORM_WEIGHT 0.6
#define MEANING_WEIGHT 0.4

/* The most resamples times columns times pairs for one utterance: a second's
 * work.  Beyond it fewer resamples are drawn. */
#define MOST_WORK 500000000u
#define FEWEST_RESAMPLES 20u

enum {
  BIT_A,
  BIT_B,
  BIT_TRANSLATION,
  BIT_BLEU,
  BIT_CHRF,
  BIT_TER,
  BIT_LOW,
  BIT_HIGH
};

typedef struct Table {
  const Rows *rows;
  const Sheet *sheet;
  Share *shares;     /* of the pair at hand */
  uint32_t *scratch; /* 4 for each column */
  Draws draws;
  stemma_variance all;
  stemma_variance *witnesses;
  stemma_variance *pairs;
  uint32_t pair_count;
} Table;

/* Rewards what is asked for; alone or together. */
static double
combine(const Options *options, double form, double meaning)
{
  if (!(options->metrics & METRIC_MEANING))
    return form;
  if (!(options->metrics & METRIC_WORDS))
    return meaning;
  return FORM_WEIGHT * form + MEANING_WEIGHT * meaning;
}

static uint32_t
resamples_for(const Options *options, const Sheet *sheet)
{
  uint64_t pairs = (uint64_t)sheet->count * (sheet->count - 1) / 2;
  uint64_t work = pairs * (sheet->columns + 1u);
  uint64_t most = MOST_WORK / work, asked = (uint64_t)options->resamples;

  if (most < FEWEST_RESAMPLES)
    most = FEWEST_RESAMPLES;
  return (uint32_t)(asked < most ? asked : most);
}

static bool
start(Table *table)
{
  const Rows *rows = table->rows;
  uint32_t n = table->sheet->count, columns = table->sheet->columns;
  size_t pairs = (size_t)n * (n - 1) / 2;

  table->shares =
      arena_alloc(rows->arena, (columns + 1) * sizeof *table->shares);
  table->scratch =
      arena_alloc(rows->arena, (4 * (size_t)columns + 1) * sizeof(uint32_t));
  table->witnesses = arena_alloc(rows->arena, n * sizeof *table->witnesses);
  table->pairs = arena_alloc(rows->arena, pairs * sizeof *table->pairs);
  return table->shares && table->scratch && table->witnesses && table->pairs
         && interval_draw(rows->job->seed ^ rows->utterance, columns,
                          resamples_for(rows->options, table->sheet),
                          rows->arena, &table->draws);
}

static void
set_interval(stemma_variance *row, double *scores, uint32_t count)
{
  if (count == 0)
    return;
  interval_ends(scores, count, &row->low, &row->high);
  row->row.present |= 1u << BIT_LOW | 1u << BIT_HIGH;
}

static void
resample(Table *table, double meaning, stemma_variance *row)
{
  const Options *options = table->rows->options;
  Draws *draws = &table->draws;

  for (uint32_t r = 0; r < draws->resamples; r++) {
    Share sum =
        divergence_sum(table->shares, interval_picks(draws, r), draws->columns);
    Components parts = divergence_components(&sum, options->count_omissions);

    draws->scores[r] = combine(options, parts.form, meaning);
    draws->sums[r] += draws->scores[r];
  }
  set_interval(row, draws->scores, draws->resamples);
}

static uint32_t
metric_bits(const Options *options)
{
  return (options->metrics & METRIC_BLEU ? 1u << BIT_BLEU : 0)
         | (options->metrics & METRIC_CHRF ? 1u << BIT_CHRF : 0)
         | (options->metrics & METRIC_TER ? 1u << BIT_TER : 0);
}

/* Adds a pair's numbers to a row that will be a mean. */
static void
add_to(stemma_variance *mean, const stemma_variance *pair)
{
  mean->score += pair->score;
  mean->wording += pair->wording;
  mean->order += pair->order;
  mean->omission += pair->omission;
  mean->meaning += pair->meaning;
  mean->bleu += pair->bleu;
  mean->chrf += pair->chrf;
  mean->ter += pair->ter;
}

static void
divide(stemma_variance *mean, uint32_t count)
{
  mean->score /= count;
  mean->wording /= count;
  mean->order /= count;
  mean->omission /= count;
  mean->meaning /= count;
  mean->bleu /= count;
  mean->chrf /= count;
  mean->ter /= count;
}

static bool
compare(Table *table, uint32_t a, uint32_t b, stemma_variance *row)
{
  const Rows *rows = table->rows;
  const Sheet *sheet = table->sheet;
  Components parts;
  Overlap overlap;
  Values values;
  Share sum;

  divergence_shares(sheet, a, b, table->shares, table->scratch);
  divergence_overlap(sheet, a, b, &overlap);
  sum = divergence_sum(table->shares, NULL, sheet->columns);
  parts = divergence_components(&sum, rows->options->count_omissions);
  if (!measures_pair(rows->measures, rows->options, sheet, a, b, &overlap,
                     &values))
    return false;
  row->scope = STEMMA_VARIANCE_PAIR;
  row->a = sheet->witnesses[a].doc;
  row->b = sheet->witnesses[b].doc;
  row->translation = overlap.translation;
  row->witnesses = 2;
  row->row.present = metric_bits(rows->options) | 1u << BIT_A | 1u << BIT_B
                     | 1u << BIT_TRANSLATION;
  row->score = combine(rows->options, parts.form, values.meaning);
  row->wording = parts.wording;
  row->order = parts.order;
  row->omission = parts.omission;
  row->meaning = values.meaning;
  row->bleu = values.bleu;
  row->chrf = values.chrf;
  row->ter = values.ter;
  resample(table, values.meaning, row);
  return true;
}

static stemma_status
compare_all(Table *table, stemma_error *error)
{
  const Rows *rows = table->rows;

  for (uint32_t a = 0; a < table->sheet->count; a++) {
    if (rows->cancelled(rows->job))
      return STEMMA_CANCELLED;
    for (uint32_t b = a + 1; b < table->sheet->count; b++) {
      stemma_variance *pair = &table->pairs[table->pair_count++];

      if (!compare(table, a, b, pair))
        return stemma_fail(error, STEMMA_E_MEMORY,
                           "no memory to compare two renderings");
      add_to(&table->all, pair);
      add_to(&table->witnesses[a], pair);
      add_to(&table->witnesses[b], pair);
    }
  }
  return STEMMA_OK;
}

static void
finish_means(Table *table)
{
  uint32_t n = table->sheet->count, bits = metric_bits(table->rows->options);
  Draws *draws = &table->draws;

  table->all.scope = STEMMA_VARIANCE_ALL;
  table->all.row.present = bits;
  divide(&table->all, table->pair_count);
  for (uint32_t r = 0; r < draws->resamples; r++)
    draws->sums[r] /= table->pair_count;
  set_interval(&table->all, draws->sums, draws->resamples);
  for (uint32_t i = 0; i < n; i++) {
    table->witnesses[i].scope = STEMMA_VARIANCE_WITNESS;
    table->witnesses[i].a = table->sheet->witnesses[i].doc;
    table->witnesses[i].row.present = bits | 1u << BIT_A;
    divide(&table->witnesses[i], n - 1);
  }
}

static stemma_status
append(const Table *table, stemma_variance *row, uint32_t witnesses,
       stemma_str signature)
{
  row->utterance = table->rows->utterance;
  row->witnesses = witnesses;
  row->signature = signature;
  return stemma_append(table->rows->job->outputs[0], row, sizeof *row);
}

static stemma_status
append_all(Table *table)
{
  stemma_writer *out = table->rows->job->outputs[0];
  uint32_t n = table->sheet->count;
  stemma_status status;
  stemma_str signature;
  char text[512];

  measures_signature(table->rows->options, text, sizeof text);
  signature.length = 0;
  while (text[signature.length])
    signature.length++;
  signature = out->intern(out, text, signature.length);
  status = append(table, &table->all, n, signature);
  for (uint32_t i = 0; i < n && status == STEMMA_OK; i++)
    status = append(table, &table->witnesses[i], n, signature);
  for (uint32_t i = 0; i < table->pair_count && status == STEMMA_OK; i++)
    status = append(table, &table->pairs[i], 2, signature);
  return status;
}

stemma_status
rows_write(const Rows *rows, const Sheet *sheet, stemma_error *error)
{
  Table table = { .rows = rows, .sheet = sheet };
  stemma_status status;

  if (sheet->count < 2)
    return STEMMA_OK;
  if (!start(&table))
    return stemma_fail(error, STEMMA_E_MEMORY,
                       "no memory for the renderings of an utterance");
  status = compare_all(&table, error);
  if (status != STEMMA_OK)
    return status;
  finish_means(&table);
  return append_all(&table);
}
