/* SPDX-License-Identifier: Apache-2.0
 *
 * quotes.c - the quotes, where none is rendered by several articles.
 */
#include "sections.h"

enum { AT_NOTE = 5, AT_TEXT = 30 };

/* Lines in all: each article gets its share, and one at least. */
#define LINES 15u

static guint
count_articles(const GArray *listed)
{
  guint count = 0;

  for (guint i = 0; i < listed->len; i++)
    count += i == 0
             || g_array_index(listed, Listed, i).article
                    != g_array_index(listed, Listed, i - 1).article;
  return count;
}

static void
print_one(Screen *screen, const Listed *one)
{
  char room[SCREEN_LETTER];

  screen_printf(screen, "  %-2s", screen_letter(one->article, room));
  screen_to(screen, AT_NOTE);
  screen_cut(screen, one->note, -1, AT_TEXT - AT_NOTE - 2);
  screen_to(screen, AT_TEXT);
  screen_put(screen, one->text);
  screen_line(screen);
}

void
section_list(Screen *screen, const char *title, const GArray *listed,
             guint64 count)
{
  guint share = MAX(LINES / MAX(count_articles(listed), 1), 1);
  guint shown = 0, of_article = 0;

  if (listed->len == 0)
    return;
  screen_head(screen, title);
  screen_printf(screen, "  %" G_GUINT64_FORMAT, count);
  screen_line(screen);
  for (guint i = 0; i < listed->len && shown < LINES; i++) {
    const Listed *one = &g_array_index(listed, Listed, i);

    if (i > 0 && one->article != g_array_index(listed, Listed, i - 1).article)
      of_article = 0;
    if (of_article++ >= share)
      continue;
    print_one(screen, one);
    shown++;
  }
  if (count > shown) {
    screen_printf(screen, "  and %" G_GUINT64_FORMAT " more", count - shown);
    screen_line(screen);
  }
}

void
section_quotes(const Summary *summary, Screen *screen)
{
  guint64 count = 0;

  if (summary_shared(summary) > 0)
    return;
  for (guint i = 0; i < summary->articles->len; i++)
    count += g_array_index(summary->articles, Article, i).quotes;
  section_list(screen, "Quotes", summary->quotes, count);
}
