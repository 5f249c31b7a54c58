/* SPDX-License-Identifier: Apache-2.0
 *
 * page.c - what the sections share.
 */
#include "page.h"

#include <math.h>

void
page_printf(Page *page, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  g_string_append_vprintf(page->out, format, arguments);
  va_end(arguments);
}

void
page_open(Page *page, const char *id, const char *title, const char *how)
{
  page_printf(page,
              "<section id=\"%s\" aria-labelledby=\"h-%s\">\n"
              "<h2 id=\"h-%s\">%s</h2>\n",
              id, id, id, title);
  if (how)
    page_printf(page, "<p class=\"how\">%s</p>\n", how);
}

void
page_close(Page *page)
{
  page_printf(page, "</section>\n");
}

void
page_siglum(Page *page, guint32 article)
{
  char room[SCREEN_LETTER];

  page_printf(page, "<span class=\"sigla\">%s</span>",
              screen_letter(article, room));
}

void
page_sigla(Page *page, const GArray *articles, guint most)
{
  char room[SCREEN_LETTER];

  page_printf(page, "<span class=\"sig\">");
  for (guint i = 0; i < MIN(articles->len, most); i++) {
    const char *letter =
        screen_letter(g_array_index(articles, guint32, i), room);

    if (page->follows)
      page_printf(page, "<b data-w=\"%s\">%s</b>", letter, letter);
    else
      page_printf(page, "<b>%s</b>", letter);
    if (i + 1 < MIN(articles->len, most))
      page_printf(page, " ");
  }
  if (articles->len > most)
    page_printf(page, " <b>+%u</b>", articles->len - most);
  page_printf(page, "</span>");
}

void
page_followed(Page *page, const GArray *articles)
{
  char room[SCREEN_LETTER];

  if (!page->follows)
    return;
  page_printf(page, " data-w=\"");
  for (guint i = 0; i < articles->len; i++)
    page_printf(page, "%s%s", i ? " " : "",
                screen_letter(g_array_index(articles, guint32, i), room));
  page_printf(page, "\"");
}

void
page_names(Page *page, const GArray *articles, guint most)
{
  guint shown = MIN(articles->len, most);
  char room[SCREEN_LETTER];

  for (guint i = 0; i < shown; i++) {
    gboolean last = i + 1 == articles->len;

    page_printf(page, "%s%s",
                i == 0 ? ""
                : last ? " and "
                       : ", ",
                screen_letter(g_array_index(articles, guint32, i), room));
  }
  if (articles->len > shown)
    page_printf(page, " and %u more", articles->len - shown);
}

void
page_name(const Page *page, GString *to, guint32 article, guint most)
{
  const Article *row =
      &g_array_index(page->summary->articles, Article, article);
  const char *name = summary_name(page->summary, article);
  const char *title = g_array_index(page->extras, Extra, article).title;

  if (title && g_strcmp0(name, row->outlet) != 0)
    name = title;
  html_cut(to, name ? name : "", most);
}

void
page_bar(Page *page, double value)
{
  page_printf(page,
              "<svg class=\"bar\" viewBox=\"0 0 100 10\" "
              "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
              "<rect class=\"bar-bg\" width=\"100\" height=\"10\"/>"
              "<rect class=\"bar-fg\" width=\"%d\" height=\"10\"/></svg>",
              isfinite(value) ? (int)(CLAMP(value, 0, 1) * 100 + 0.5) : 0);
}

void
page_count(Page *page, guint64 count, const char *one, const char *many)
{
  page_printf(page, "%" G_GUINT64_FORMAT " %s", count, count == 1 ? one : many);
}

guint
page_heat(double score)
{
  static const int steps[] = { 1, 15, 30, 50 };
  int percent = isfinite(score) ? (int)round(CLAMP(score, 0, 1) * 100) : 0;
  guint heat = 0;

  while (heat < G_N_ELEMENTS(steps) && percent >= steps[heat])
    heat++;
  return heat;
}
