/* SPDX-License-Identifier: Apache-2.0
 *
 * others.c - layers of strangers' plugins: where their rows are, and the first
 * of them as a table.
 */
#include "page.h"

/* Articles whose rows are counted in words. */
#define COUNTS 60u

static void
print_counts(Page *page, const Sample *sample)
{
  const GArray *counts = sample->counts;
  char room[SCREEN_LETTER];

  page_printf(page, "<p class=\"how\">");
  page_count(page, sample->count, "row", "rows");
  page_printf(page, " of <code>");
  html_bdi_cut(page->out, sample->layer, 80);
  page_printf(page, "</code>");
  for (guint i = 0; i < MIN(counts->len, COUNTS); i++) {
    const SampleCount *one = &g_array_index(counts, SampleCount, i);

    page_printf(page, "%s%s %u", i ? ", " : ": ",
                screen_letter(one->article, room), one->count);
  }
  if (counts->len > COUNTS)
    page_printf(page, " and %u more articles", counts->len - COUNTS);
  page_printf(page, "</p>\n");
}

static void
print_names(Page *page, const Sample *sample, const GArray *used)
{
  page_printf(page, "<thead><tr>%s",
              sample->counts->len ? "<th scope=\"col\">Article</th>" : "");
  for (guint i = 0; i < used->len; i++) {
    page_printf(page, "<th scope=\"col\">");
    html_bdi_cut(page->out, sample->names->pdata[g_array_index(used, guint, i)],
                 80);
    page_printf(page, "</th>");
  }
  page_printf(page, "</tr></thead><tbody>\n");
}

static void
print_row(Page *page, const SampleRow *row, const GArray *used)
{
  page_printf(page, "<tr>");
  if (row->article != SAMPLE_CORPUS) {
    page_printf(page, "<td>");
    page_siglum(page, row->article);
    page_printf(page, "</td>");
  }
  for (guint i = 0; i < used->len; i++) {
    page_printf(page, "<td>");
    html_bdi_cut(page->out, row->cells[g_array_index(used, guint, i)], 200);
    page_printf(page, "</td>");
  }
  page_printf(page, "</tr>\n");
}

static void
print_sample(Page *page, const Sample *sample)
{
  const char *name = sample->stage ? sample->stage : sample->layer;
  g_autoptr(GArray) used = sample_used(sample);

  page_printf(page, "<h3>");
  html_bdi_cut(page->out, name, 80);
  page_printf(page, "</h3>\n");
  print_counts(page, sample);
  page_printf(page, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                    "aria-label=\"Rows of ");
  html_cut(page->out, sample->layer, 80);
  page_printf(page, "\"><table>");
  print_names(page, sample, used);
  for (guint i = 0; i < sample->rows->len; i++)
    print_row(page, &g_array_index(sample->rows, SampleRow, i), used);
  page_printf(page, "</tbody></table></div>\n");
  if (sample->count > sample->rows->len)
    page_printf(page, "<p class=\"how\">And %" G_GUINT64_FORMAT " more.</p>\n",
                sample->count - sample->rows->len);
}

void
html_others(Page *page)
{
  const GPtrArray *samples = page->summary->samples;
  gboolean any = FALSE;

  for (guint i = 0; i < samples->len; i++) {
    const Sample *sample = samples->pdata[i];

    if (sample->count == 0)
      continue;
    if (!any)
      page_open(page, "others", "Other plugins: what they found", NULL);
    any = TRUE;
    print_sample(page, sample);
  }
  if (any)
    page_close(page);
}
