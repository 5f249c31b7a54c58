/* SPDX-License-Identifier: Apache-2.0
 *
 * ranking.c - from the layers utterance, variance and rendering.
 */
#include "ranking.h"

static void
ranked_clear(void *data)
{
  Ranked *ranked = data;

  g_clear_pointer(&ranked->articles, g_array_unref);
  g_clear_pointer(&ranked->parts, g_array_unref);
}

/* What the sums of equal numbers may miss 0 by. */
#define NOTHING 1e-9

gboolean
ranking_is_identical(const Ranked *ranked)
{
  return ranked->scored && ranked->score < NOTHING;
}

/* What has no score stands between those that differ and those that do not. */
static int
kind_of(const Ranked *ranked)
{
  if (ranking_is_identical(ranked))
    return 2;
  return ranked->scored ? 0 : 1;
}

int
ranking_compare(const void *first, const void *second)
{
  const Ranked *a = first, *b = second;

  if (kind_of(a) != kind_of(b))
    return kind_of(a) - kind_of(b);
  if (a->score < b->score || a->score > b->score)
    return a->score > b->score ? -1 : 1;
  if (a->witnesses != b->witnesses)
    return a->witnesses > b->witnesses ? -1 : 1;
  return a->row < b->row ? -1 : a->row > b->row;
}

/* Puts the scores of whole utterances where their rows are. */
static void
read_scores(const Summary *summary, Ranked *by_row, guint32 count)
{
  const stemma_table *table =
      summary_table(summary, "variance", sizeof(stemma_variance));

  for (guint32 i = 0; table && i < table->rows.count; i++) {
    const stemma_variance *row = STEMMA_AT(stemma_variance, table->rows, i);

    if (row->scope != STEMMA_VARIANCE_ALL || row->utterance >= count)
      continue;
    by_row[row->utterance].scored = TRUE;
    by_row[row->utterance].score = row->score;
  }
}

guint
ranking_count_different(const GArray *ranking)
{
  guint count = 0;

  while (count < ranking->len
         && !ranking_is_identical(&g_array_index(ranking, Ranked, count)))
    count++;
  return count;
}

GArray *
ranking_new(const Summary *summary)
{
  const stemma_table *table =
      summary_table(summary, "utterance", sizeof(stemma_utterance));
  guint32 count = table ? table->rows.count : 0;
  g_autofree Ranked *by_row = g_new0(Ranked, count + 1);
  GArray *ranking = g_array_new(FALSE, FALSE, sizeof(Ranked));

  g_array_set_clear_func(ranking, ranked_clear);
  read_scores(summary, by_row, count);
  for (guint32 i = 0; i < count; i++) {
    by_row[i].row = i;
    by_row[i].witnesses =
        STEMMA_AT(stemma_utterance, table->rows, i)->witnesses;
    if (by_row[i].witnesses > 1)
      g_array_append_val(ranking, by_row[i]);
  }
  g_array_sort(ranking, ranking_compare);
  return ranking;
}

static void
sort_once(GArray *numbers)
{
  guint kept = 0;

  g_array_sort(numbers, summary_compare_numbers);
  for (guint i = 0; i < numbers->len; i++)
    if (i == 0
        || g_array_index(numbers, guint32, i)
               != g_array_index(numbers, guint32, i - 1))
      g_array_index(numbers, guint32, kept++) =
          g_array_index(numbers, guint32, i);
  g_array_set_size(numbers, kept);
}

/* Leaves in `parts`, which has those that quote it whole, the other ones. */
static void
keep_parts(const GArray *articles, GArray *parts)
{
  guint next = 0;
  g_autoptr(GArray) whole = g_array_copy(parts);

  g_array_set_size(parts, 0);
  for (guint i = 0; i < articles->len; i++) {
    guint32 article = g_array_index(articles, guint32, i);

    if (next < whole->len && g_array_index(whole, guint32, next) == article)
      next++;
    else
      g_array_append_val(parts, article);
  }
}

void
ranking_find_articles(const Summary *summary, GArray *ranking, guint first,
                      guint count)
{
  const stemma_table *table =
      summary_table(summary, "rendering", sizeof(stemma_rendering));
  g_autoptr(GHashTable) by_row = g_hash_table_new(NULL, NULL);

  count = MIN(count, ranking->len - MIN(first, ranking->len));
  for (guint i = first; i < first + count; i++) {
    Ranked *ranked = &g_array_index(ranking, Ranked, i);

    ranked->articles = g_array_new(FALSE, FALSE, sizeof(guint32));
    ranked->parts = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_hash_table_insert(by_row, GUINT_TO_POINTER(ranked->row), ranked);
  }
  for (guint32 i = 0; table && i < table->rows.count; i++) {
    const stemma_rendering *row = STEMMA_AT(stemma_rendering, table->rows, i);
    Ranked *ranked =
        g_hash_table_lookup(by_row, GUINT_TO_POINTER(row->utterance));

    if (!ranked || row->doc >= summary->articles->len)
      continue;
    g_array_append_val(ranked->articles, row->doc);
    if (row->role < STEMMA_FRAGMENT)
      g_array_append_val(ranked->parts, row->doc);
  }
  for (guint i = first; i < first + count; i++) {
    const Ranked *ranked = &g_array_index(ranking, Ranked, i);

    sort_once(ranked->articles);
    sort_once(ranked->parts);
    keep_parts(ranked->articles, ranked->parts);
  }
}
