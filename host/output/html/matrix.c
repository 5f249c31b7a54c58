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
  double score;   /* mean */
  guint32 shared; /* utterances */
} Pair;

static void
print_cell(Page *page, const Near *near, guint32 a, guint32 b)
{
  double mean;
  guint32 shared;

  if (a == b)
    page_printf(page, "<td class=\"dg\"><span class=\"vh\">itself</span></td>");
  else if (!near_pair(near, a, b, &mean, &shared))
    page_printf(page, "<td><span aria-hidden=\"true\">·</span><span "
                      "class=\"vh\">nothing shared</span></td>");
  else
    page_printf(page,
                "<td class=\"h%u\"><span class=\"num\">%.2f</span> <small>%u"
                "<span class=\"vh\"> utterance%s</span></small></td>",
                page_heat(mean), mean, shared, shared == 1 ? "" : "s");
}

static void
print_table(Page *page, const Near *near)
{
  page_printf(page, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                    "aria-label=\"Divergence of each two articles\">"
                    "<table class=\"heat\"><thead><tr><td></td>");
  for (guint i = 0; i < near->count; i++) {
    page_printf(page, "<th scope=\"col\">");
    page_siglum(page, i);
    page_printf(page, "</th>");
  }
  page_printf(page, "</tr></thead><tbody>\n");
  for (guint a = 0; a < near->count; a++) {
    page_printf(page, "<tr><th scope=\"row\">");
    page_siglum(page, a);
    page_printf(page, "</th>");
    for (guint b = 0; b < near->count; b++)
      print_cell(page, near, a, b);
    page_printf(page, "</tr>\n");
  }
  page_printf(page, "</tbody></table></div>\n");
}

/* All cells of one colour are one path. */
static void
print_picture(Page *page, const Near *near)
{
  double mean;

  page_printf(page,
              "<svg class=\"map\" viewBox=\"0 0 %u %u\" role=\"img\" "
              "aria-label=\"Divergence of %u articles, in input order; the "
              "nearest pairs are listed below\">",
              near->count, near->count, near->count);
  for (guint heat = 0; heat < 5; heat++) {
    page_printf(page, "<path class=\"f%u\" d=\"", heat);
    for (guint a = 0; a < near->count; a++)
      for (guint b = 0; b < near->count; b++)
        if (a != b && near_pair(near, a, b, &mean, NULL)
            && page_heat(mean) == heat)
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
print_pairs(Page *page, const Near *near)
{
  g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Pair));

  for (guint32 a = 0; a < near->count; a++)
    for (guint32 b = a + 1; b < near->count; b++) {
      Pair pair = { a, b, 0, 0 };

      if (near_pair(near, a, b, &pair.score, &pair.shared))
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
  const Near *near = page->near;

  if (!near->any)
    return;
  page_open(page, "variance", "Distances: who is near to whom",
            "The mean divergence of what two articles share (0 is the same "
            "words, 1 nothing in common), and below it on how many utterances "
            "it rests: those of which both quote more than a few words.");
  if (near->count <= TABLE) {
    print_table(page, near);
  } else {
    print_picture(page, near);
    print_pairs(page, near);
  }
  print_key(page);
  if (page->summary->articles->len > near->count)
    page_printf(page, "<p class=\"how\">Of the first %u articles.</p>\n",
                near->count);
  page_close(page);
}
