/* SPDX-License-Identifier: Apache-2.0
 *
 * matrix.c - how far each two articles lie apart, over the utterances that
 * both render: a table with figures, or for many articles a picture.
 */
#include "page.h"

/* So many articles have a table; more have a picture. */
#define TABLE 16u
/* Pairs that are told beside a picture. */
#define PAIRS 12u

typedef struct {
  guint32 a;
  guint32 b;
  double score; /* mean */
  guint shared; /* utterances */
} Pair;

typedef struct {
  guint count;
  double *sums;    /* count * count */
  guint32 *shared; /* count * count */
} Matrix;

static void
add_pair(Matrix *matrix, guint32 a, guint32 b, double score)
{
  gsize at = (gsize)a * matrix->count + b;

  matrix->sums[at] += CLAMP(score, 0, 1);
  matrix->shared[at]++;
}

/* FALSE: no pair was compared. */
static gboolean
read_matrix(Matrix *matrix, const stemma_table *table)
{
  gboolean any = FALSE;

  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_variance *row = STEMMA_AT(stemma_variance, table->rows, i);

    if (row->scope != STEMMA_VARIANCE_PAIR || !STEMMA_IS_SET(row, 0)
        || !STEMMA_IS_SET(row, 1) || row->a >= matrix->count
        || row->b >= matrix->count || row->a == row->b)
      continue;
    add_pair(matrix, row->a, row->b, row->score);
    add_pair(matrix, row->b, row->a, row->score);
    any = TRUE;
  }
  return any;
}

static gboolean
mean_of(const Matrix *matrix, guint32 a, guint32 b, double *mean)
{
  gsize at = (gsize)a * matrix->count + b;

  if (matrix->shared[at] == 0)
    return FALSE;
  *mean = matrix->sums[at] / matrix->shared[at];
  return TRUE;
}

static void
print_cell(Page *page, const Matrix *matrix, guint32 a, guint32 b)
{
  double mean;

  if (a == b)
    page_printf(page, "<td class=\"dg\"><span class=\"vh\">itself</span></td>");
  else if (!mean_of(matrix, a, b, &mean))
    page_printf(page, "<td><span aria-hidden=\"true\">·</span><span "
                      "class=\"vh\">nothing shared</span></td>");
  else
    page_printf(page,
                "<td class=\"h%u\"><span class=\"num\">%.2f</span> <small>%u"
                "<span class=\"vh\"> shared</span></small></td>",
                page_heat(mean), mean,
                matrix->shared[(gsize)a * matrix->count + b]);
}

static void
print_table(Page *page, const Matrix *matrix)
{
  page_printf(page, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                    "aria-label=\"Divergence of each two articles\">"
                    "<table class=\"heat\"><thead><tr><td></td>");
  for (guint i = 0; i < matrix->count; i++) {
    page_printf(page, "<th scope=\"col\">");
    page_siglum(page, i);
    page_printf(page, "</th>");
  }
  page_printf(page, "</tr></thead><tbody>\n");
  for (guint a = 0; a < matrix->count; a++) {
    page_printf(page, "<tr><th scope=\"row\">");
    page_siglum(page, a);
    page_printf(page, "</th>");
    for (guint b = 0; b < matrix->count; b++)
      print_cell(page, matrix, a, b);
    page_printf(page, "</tr>\n");
  }
  page_printf(page, "</tbody></table></div>\n");
}

/* All cells of one colour are one path. */
static void
print_picture(Page *page, const Matrix *matrix)
{
  double mean;

  page_printf(page,
              "<svg class=\"map\" viewBox=\"0 0 %u %u\" role=\"img\" "
              "aria-label=\"Divergence of %u articles, in input order; the "
              "nearest pairs are listed below\">",
              matrix->count, matrix->count, matrix->count);
  for (guint heat = 0; heat < 5; heat++) {
    page_printf(page, "<path class=\"f%u\" d=\"", heat);
    for (guint a = 0; a < matrix->count; a++)
      for (guint b = 0; b < matrix->count; b++)
        if (a != b && mean_of(matrix, a, b, &mean) && page_heat(mean) == heat)
          page_printf(page, "M%u %uh1v1h-1z", b, a);
    page_printf(page, "\"/>");
  }
  page_printf(page, "</svg>\n");
}

static int
compare_pairs(const void *first, const void *second)
{
  const Pair *a = first, *b = second;

  if (a->score < b->score || a->score > b->score)
    return a->score < b->score ? -1 : 1;
  if (a->shared != b->shared)
    return a->shared > b->shared ? -1 : 1;
  if (a->a != b->a)
    return a->a < b->a ? -1 : 1;
  return a->b < b->b ? -1 : a->b > b->b;
}

static void
print_pairs(Page *page, const Matrix *matrix)
{
  g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Pair));

  for (guint32 a = 0; a < matrix->count; a++)
    for (guint32 b = a + 1; b < matrix->count; b++) {
      Pair pair = { a, b, 0, matrix->shared[(gsize)a * matrix->count + b] };

      if (mean_of(matrix, a, b, &pair.score))
        g_array_append_val(pairs, pair);
    }
  g_array_sort(pairs, compare_pairs);
  page_printf(page, "<h3>Nearest pairs</h3><ol class=\"pairs\">\n");
  for (guint i = 0; i < MIN(pairs->len, PAIRS); i++) {
    const Pair *pair = &g_array_index(pairs, Pair, i);

    page_printf(page, "<li>");
    page_siglum(page, pair->a);
    page_printf(page, " ");
    page_siglum(page, pair->b);
    page_printf(page, " <span class=\"num\">%.2f</span> over ", pair->score);
    page_count(page, pair->shared, "utterance", "utterances");
    page_printf(page, "</li>\n");
  }
  page_printf(page, "</ol>\n");
}

static void
print_key(Page *page)
{
  static const char *const names[] = { "same words", "under 0.15", "under 0.30",
                                       "under 0.50", "0.50 and more" };

  page_printf(page, "<p class=\"key\">");
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    page_printf(page, "<span><i class=\"h%u\"></i>%s</span> ", i, names[i]);
  page_printf(page, "</p>\n");
}

void
html_matrix(Page *page)
{
  const stemma_table *table =
      summary_table(page->summary, "variance", sizeof(stemma_variance));
  Matrix matrix = { MIN(page->summary->articles->len, PAGE_ARTICLES), NULL,
                    NULL };
  gsize cells = (gsize)matrix.count * matrix.count;

  if (!table)
    return;
  matrix.sums = g_new0(double, cells);
  matrix.shared = g_new0(guint32, cells);
  if (read_matrix(&matrix, table)) {
    page_open(page, "variance", "Who is near to whom",
              "The mean divergence over the utterances that two articles "
              "share, and below it how many these are.");
    if (matrix.count <= TABLE) {
      print_table(page, &matrix);
    } else {
      print_picture(page, &matrix);
      print_pairs(page, &matrix);
    }
    print_key(page);
    if (page->summary->articles->len > matrix.count)
      page_printf(page, "<p class=\"how\">Of the first %u articles.</p>\n",
                  matrix.count);
    page_close(page);
  }
  g_free(matrix.sums);
  g_free(matrix.shared);
}
