/* SPDX-License-Identifier: Apache-2.0 */
#include "rows.h"

#include <string.h>

#include "eddy.h"

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
  BIT_HIGH,
  BIT_EUCLID,
  BIT_COSINE,
  BIT_DICE,
  BIT_RARITY,
  BIT_SPREAD,
  BIT_ENTROPY,
  BIT_SHARE
};

/* Sums on their way to a mean, and over how many pairs of documents. */
typedef struct Mean {
  stemma_variance row;
  double pairs;
} Mean;

typedef struct Table {
  const Rows *rows;
  const Sheet *sheet;
  Classes classes;
  Votes votes;
  Share *shares;     /* of the pair at hand */
  FormPart *parts;   /* of the same, for the resamples */
  uint32_t *scratch; /* 4 for each column */
  Draws draws;
  Mean all;
  Mean *means;            /* of each text */
  stemma_variance *pairs; /* at [text][other], the other being one of the
                           * `compared` and not after the text; an other that
                           * is the text itself: two documents with it */
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
resamples_for(const Options *options, const Table *table)
{
  const Classes *classes = &table->classes;
  uint64_t pairs = (uint64_t)classes->count * classes->compared;
  uint64_t work = pairs * (table->sheet->columns + 1u);
  uint64_t most = MOST_WORK / work, asked = (uint64_t)options->resamples;

  if (most < FEWEST_RESAMPLES)
    most = FEWEST_RESAMPLES;
  return (uint32_t)(asked < most ? asked : most);
}

static bool
start(Table *table)
{
  const Rows *rows = table->rows;
  const Classes *classes = &table->classes;
  size_t columns = table->sheet->columns;
  size_t pairs = (size_t)classes->count * classes->compared;

  table->shares =
      arena_alloc(rows->arena, (columns + 1) * sizeof *table->shares);
  table->parts = arena_alloc(rows->arena, (columns + 1) * sizeof *table->parts);
  table->scratch =
      arena_alloc(rows->arena, (4 * columns + 1) * sizeof(uint32_t));
  table->means =
      arena_alloc(rows->arena, classes->count * sizeof *table->means);
  table->pairs = arena_alloc(rows->arena, pairs * sizeof *table->pairs);
  return table->shares && table->parts && table->scratch && table->means
         && table->pairs
         && interval_draw(
             rows->job->seed ^ rows->utterance, table->sheet->columns,
             resamples_for(rows->options, table), rows->arena, &table->draws);
}

static void
set_interval(stemma_variance *row, double *scores, uint32_t count)
{
  if (count == 0)
    return;
  interval_ends(scores, count, &row->low, &row->high);
  row->row.present |= 1u << BIT_LOW | 1u << BIT_HIGH;
}

/* `pairs`: how many pairs of documents have these two texts. */
static void
resample(Table *table, double meaning, double pairs, stemma_variance *row)
{
  const Options *options = table->rows->options;
  Draws *draws = &table->draws;

  for (uint32_t c = 0; c < draws->columns && draws->resamples > 0; c++)
    table->parts[c] =
        divergence_form_part(&table->shares[c], options->count_omissions);
  for (uint32_t r = 0; r < draws->resamples; r++) {
    double form =
        divergence_form(table->parts, interval_picks(draws, r), draws->columns);

    draws->scores[r] = combine(options, form, meaning);
    draws->sums[r] += draws->scores[r] * pairs;
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
add_to(Mean *mean, const stemma_variance *pair, double pairs)
{
  stemma_variance *sum = &mean->row;

  mean->pairs += pairs;
  sum->score += pair->score * pairs;
  sum->wording += pair->wording * pairs;
  sum->order += pair->order * pairs;
  sum->omission += pair->omission * pairs;
  sum->meaning += pair->meaning * pairs;
  sum->bleu += pair->bleu * pairs;
  sum->chrf += pair->chrf * pairs;
  sum->ter += pair->ter * pairs;
}

static void
divide(Mean *mean)
{
  stemma_variance *row = &mean->row;

  row->score /= mean->pairs;
  row->wording /= mean->pairs;
  row->order /= mean->pairs;
  row->omission /= mean->pairs;
  row->meaning /= mean->pairs;
  row->bleu /= mean->pairs;
  row->chrf /= mean->pairs;
  row->ter /= mean->pairs;
}

static bool
compare(Table *table, uint32_t a, uint32_t b, double pairs,
        stemma_variance *row)
{
  const Rows *rows = table->rows;
  const Sheet *sheet = table->sheet;
  Components parts;
  Overlap overlap;
  Values values;
  Share sum;

  divergence_shares(sheet, a, b, table->shares, table->scratch);
  divergence_overlap(sheet, &table->votes, a, b, &overlap);
  sum = divergence_sum(table->shares, sheet->columns);
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
  resample(table, values.meaning, pairs, row);
  return true;
}

/* Two texts, or a text that two documents have; once for all of these. */
static bool
compare_texts(Table *table, uint32_t x, uint32_t y)
{
  const Class *one = &table->classes.items[x], *two = &table->classes.items[y];
  stemma_variance *pair = &table->pairs[x * table->classes.compared + y];
  double m = one->members, n = two->members;
  double pairs = x == y ? m * (m - 1) / 2 : m * n;
  uint32_t a = one->first, b = x == y ? one->second : two->first;

  if (pairs <= 0)
    return true;
  if (!compare(table, a < b ? a : b, a < b ? b : a, pairs, pair))
    return false;
  add_to(&table->all, pair, pairs);
  add_to(&table->means[x], pair, x == y ? m - 1 : n);
  if (x != y)
    add_to(&table->means[y], pair, m);
  return true;
}

static stemma_status
compare_all(Table *table, stemma_error *error)
{
  const Rows *rows = table->rows;
  const Classes *classes = &table->classes;

  for (uint32_t x = 0; x < classes->count; x++) {
    for (uint32_t y = 0; y < classes->compared && y <= x; y++) {
      if (rows->cancelled(rows->job))
        return STEMMA_CANCELLED;
      if (!compare_texts(table, x, y))
        return stemma_fail(error, STEMMA_E_MEMORY,
                           "no memory to compare two renderings");
    }
  }
  return STEMMA_OK;
}

static void
finish_means(Table *table)
{
  uint32_t bits = metric_bits(table->rows->options);
  Draws *draws = &table->draws;

  table->all.row.scope = STEMMA_VARIANCE_ALL;
  table->all.row.row.present = bits;
  divide(&table->all);
  for (uint32_t r = 0; r < draws->resamples; r++)
    draws->sums[r] /= table->all.pairs;
  set_interval(&table->all.row, draws->sums, draws->resamples);
  for (uint32_t i = 0; i < table->classes.count; i++) {
    table->means[i].row.scope = STEMMA_VARIANCE_WITNESS;
    table->means[i].row.row.present = bits | 1u << BIT_A;
    divide(&table->means[i]);
  }
}

static void
set_eddy(stemma_variance *row, const Eddy *eddy)
{
  row->eddy_euclid = eddy->euclid;
  row->eddy_cosine = eddy->cosine;
  row->eddy_dice = eddy->dice;
  row->eddy_rarity = eddy->rarity;
  row->row.present |=
      1u << BIT_EUCLID | 1u << BIT_COSINE | 1u << BIT_DICE | 1u << BIT_RARITY;
}

static bool
add_eddy(Table *table)
{
  const Classes *classes = &table->classes;
  Arena *arena = table->rows->arena;
  Eddy *values = arena_alloc(arena, classes->count * sizeof *values);
  stemma_variance *all = &table->all.row;
  Viv viv;

  if (!values || !eddy_measure(table->sheet, classes, arena, values, &viv))
    return false;
  for (uint32_t i = 0; i < classes->count; i++)
    set_eddy(&table->means[i].row, &values[i]);
  set_eddy(all, &viv.mean);
  all->eddy_spread = viv.spread;
  all->row.present |= 1u << BIT_SPREAD;
  return true;
}

static bool
add_entropy(Table *table)
{
  stemma_variance *all = &table->all.row;
  Entropy entropy;

  if (!eddy_entropy(table->sheet, &table->classes, table->rows->arena,
                    &entropy))
    return false;
  all->entropy = entropy.bits;
  all->entropy_share = entropy.share;
  all->row.present |= 1u << BIT_ENTROPY | 1u << BIT_SHARE;
  return true;
}

/* What is not the mean of pairs. */
static bool
add_to_means(Table *table)
{
  uint64_t asked = table->rows->options->metrics;

  return (!(asked & METRIC_EDDY) || add_eddy(table))
         && (!(asked & METRIC_ENTROPY) || add_entropy(table));
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

static stemma_str
intern_signature(const Table *table)
{
  stemma_writer *out = table->rows->job->outputs[0];
  char text[512];

  measures_signature(table->rows->options, text, sizeof text);
  return out->intern(out, text, (uint32_t)strlen(text));
}

static stemma_status
append_pair(const Table *table, uint32_t a, uint32_t b, stemma_str signature)
{
  const Classes *classes = &table->classes;
  const Witness *witnesses = table->sheet->witnesses;
  uint32_t x = classes->of[a], y = classes->of[b];
  stemma_variance row = x > y ? table->pairs[x * classes->compared + y]
                              : table->pairs[y * classes->compared + x];

  row.a = witnesses[a < b ? a : b].doc;
  row.b = witnesses[a < b ? b : a].doc;
  return append(table, &row, 2, signature);
}

/* Each pair of witnesses, or, of many, each pair of texts that was compared. */
static stemma_status
append_pairs(const Table *table, stemma_str signature)
{
  const Classes *classes = &table->classes;
  bool many = table->sheet->count > CLASSES_COMPARED;
  uint32_t n = many ? classes->count : table->sheet->count;
  stemma_status status = STEMMA_OK;

  for (uint32_t a = 0; a < n && (!many || a < classes->compared); a++)
    for (uint32_t b = a + 1; b < n && status == STEMMA_OK; b++)
      status = append_pair(table, many ? classes->items[a].first : a,
                           many ? classes->items[b].first : b, signature);
  return status;
}

static stemma_status
append_all(Table *table)
{
  uint32_t n = table->sheet->count;
  stemma_str signature = intern_signature(table);
  stemma_status status = append(table, &table->all.row, n, signature);

  for (uint32_t i = 0; i < n && status == STEMMA_OK; i++) {
    stemma_variance row = table->means[table->classes.of[i]].row;

    row.a = table->sheet->witnesses[i].doc;
    status = append(table, &row, n, signature);
  }
  return status == STEMMA_OK ? append_pairs(table, signature) : status;
}

stemma_status
rows_write(const Rows *rows, const Sheet *sheet, stemma_error *error)
{
  Table table = { .rows = rows, .sheet = sheet };
  stemma_status status;

  if (sheet->count < 2)
    return STEMMA_OK;
  measures_begin(rows->measures);
  if (!classes_find(sheet, rows->arena, &table.classes)
      || !votes_count(sheet, &table.classes, rows->arena, &table.votes)
      || !start(&table))
    return stemma_fail(error, STEMMA_E_MEMORY,
                       "no memory for the renderings of an utterance");
  status = compare_all(&table, error);
  if (status != STEMMA_OK)
    return status;
  finish_means(&table);
  if (!add_to_means(&table))
    return stemma_fail(error, STEMMA_E_MEMORY,
                       "no memory for the words of an utterance");
  return append_all(&table);
}
