/* SPDX-License-Identifier: Apache-2.0
 *
 * lists.c - the quotes and the quantities of articles that share none.
 */
#include "page.h"

static void
print_list(Page *page, const char *id, const char *title, const GArray *listed,
           guint64 count)
{
  if (listed->len == 0)
    return;
  page_open(page, id, title, NULL);
  page_printf(page, "<ul class=\"wit card\">\n");
  for (guint i = 0; i < listed->len; i++) {
    const Listed *one = &g_array_index(listed, Listed, i);

    page_printf(page, "<li>");
    page_siglum(page, one->article);
    page_printf(page, "<p>");
    html_bdi_cut(page->out, one->text, 400);
    page_printf(page, " <span class=\"omn\">");
    html_bdi_cut(page->out, one->note ? one->note : "", 120);
    page_printf(page, "</span></p></li>\n");
  }
  page_printf(page, "</ul>\n");
  if (count > listed->len)
    page_printf(page, "<p class=\"how\">And %" G_GUINT64_FORMAT " more.</p>\n",
                count - listed->len);
  page_close(page);
}

static gboolean
has_compared_numbers(const Page *page)
{
  const stemma_table *table =
      summary_table(page->summary, "agreement", sizeof(stemma_agreement));

  for (guint32 i = 0; table && i < table->rows.count; i++)
    if (STEMMA_AT(stemma_agreement, table->rows, i)->verdict
        != STEMMA_ONE_SOURCE)
      return TRUE;
  return FALSE;
}

void
html_lists(Page *page)
{
  const Summary *summary = page->summary;
  guint64 quotes = 0, amounts = 0;

  for (guint i = 0; i < summary->articles->len; i++) {
    quotes += g_array_index(summary->articles, Article, i).quotes;
    amounts += g_array_index(summary->articles, Article, i).amounts;
  }
  if (page->ranking->len == 0)
    print_list(page, "quotes", "Quotes", summary->quotes, quotes);
  if (!has_compared_numbers(page))
    print_list(page, "numbers", "Numbers", summary->quantities, amounts);
}
