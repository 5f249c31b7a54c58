/* SPDX-License-Identifier: Apache-2.0
 *
 * near.c - one pass over the pairs.
 */
#include "near.h"

#include <math.h>
#include <string.h>

static void
add_pair(Near *near, guint32 a, guint32 b, double score)
{
  gsize at = (gsize)a * near->count + b;

  near->all[a] += score;
  near->pairs[a]++;
  if (a >= near->count || b >= near->count)
    return;
  near->sums[at] += score;
  near->shared[at]++;
  near->any = TRUE;
}

Near *
near_new(const Summary *summary, guint most)
{
  const stemma_table *table =
      summary_table(summary, "variance", sizeof(stemma_variance));
  Near *near = g_new0(Near, 1);
  guint articles = summary->articles->len;

  near->count = MIN(articles, most);
  near->sums = g_new0(double, (gsize)near->count * near->count + 1);
  near->shared = g_new0(guint32, (gsize)near->count * near->count + 1);
  near->all = g_new0(double, (gsize)articles + 1);
  near->pairs = g_new0(guint32, (gsize)articles + 1);
  for (guint32 i = 0; table && i < table->rows.count; i++) {
    const stemma_variance *row = STEMMA_AT(stemma_variance, table->rows, i);
    double score = CLAMP(row->score, 0, 1);

    if (row->scope != STEMMA_VARIANCE_PAIR || !STEMMA_IS_SET(row, 0)
        || !STEMMA_IS_SET(row, 1) || row->a >= articles || row->b >= articles
        || row->a == row->b || !isfinite(row->score))
      continue;
    add_pair(near, row->a, row->b, score);
    add_pair(near, row->b, row->a, score);
  }
  return near;
}

void
near_free(Near *near)
{
  g_free(near->sums);
  g_free(near->shared);
  g_free(near->all);
  g_free(near->pairs);
  g_free(near);
}

gboolean
near_pair(const Near *near, guint32 a, guint32 b, double *mean, guint32 *shared)
{
  gsize at = (gsize)a * near->count + b;

  if (a >= near->count || b >= near->count || near->shared[at] == 0)
    return FALSE;
  *mean = near->sums[at] / near->shared[at];
  if (shared)
    *shared = near->shared[at];
  return TRUE;
}

gboolean
near_all(const Near *near, guint32 article, double *mean)
{
  if (near->pairs[article] == 0)
    return FALSE;
  *mean = near->all[article] / near->pairs[article];
  return TRUE;
}

static gboolean
counts_omissions(const Run *run)
{
  for (guint i = 0; i < run->stages->len; i++) {
    const GPtrArray *options = ((RunStage *)run->stages->pdata[i])->options;

    for (guint o = 0; options && o < options->len; o++) {
      const Setting *setting = options->pdata[o];

      if (strcmp(setting->key, "count-omissions") == 0)
        return strcmp(setting->value, "yes") == 0;
    }
  }
  return FALSE;
}

static void
add_row(Spread *spread, const stemma_variance *row)
{
  if (row->scope == STEMMA_VARIANCE_ALL) {
    spread->witnesses = row->witnesses;
    spread->omission = row->omission;
  } else if (row->scope == STEMMA_VARIANCE_PAIR && STEMMA_IS_SET(row, 0)
             && STEMMA_IS_SET(row, 1) && row->score > spread->widest) {
    spread->widest = row->score;
    spread->a = MIN(row->a, row->b);
    spread->b = MAX(row->a, row->b);
  }
}

Spreads *
spreads_new(const Summary *summary)
{
  const stemma_table *table =
      summary_table(summary, "variance", sizeof(stemma_variance));
  const stemma_table *utterances =
      summary_table(summary, "utterance", sizeof(stemma_utterance));
  Spreads *spreads = g_new0(Spreads, 1);
  guint32 count = utterances ? utterances->rows.count : 0;
  Spread none = { .widest = -1 };

  spreads->omissions_count = counts_omissions(&summary->run);
  spreads->list = g_array_sized_new(FALSE, FALSE, sizeof(Spread), count + 1);
  for (guint32 i = 0; i <= count; i++)
    g_array_append_val(spreads->list, none);
  for (guint32 i = 0; table && i < table->rows.count; i++) {
    const stemma_variance *row = STEMMA_AT(stemma_variance, table->rows, i);

    if (row->utterance < count)
      add_row(&g_array_index(spreads->list, Spread, row->utterance), row);
  }
  return spreads;
}

void
spreads_free(Spreads *spreads)
{
  g_array_unref(spreads->list);
  g_free(spreads);
}

const Spread *
spread_of(const Spreads *spreads, guint32 utterance)
{
  return &g_array_index(spreads->list, Spread,
                        MIN(utterance, spreads->list->len - 1));
}
