/* SPDX-License-Identifier: Apache-2.0
 *
 * quotes.c - the quotes of a pipeline that does not compare them.
 */
#include "summary.h"

enum { AT_NOTE = 5, AT_TEXT = 30 };

void
summary_list(Screen *screen, const char *title, const GArray *listed,
             guint64 count)
{
  char room[SCREEN_LETTER];

  if (listed->len == 0)
    return;
  screen_head(screen, title);
  screen_printf(screen, "  %" G_GUINT64_FORMAT, count);
  screen_line(screen);
  for (guint i = 0; i < listed->len; i++) {
    const Listed *one = &g_array_index(listed, Listed, i);

    screen_printf(screen, "  %-2s", screen_letter(one->article, room));
    screen_to(screen, AT_NOTE);
    screen_cut(screen, one->note, -1, AT_TEXT - AT_NOTE - 2);
    screen_to(screen, AT_TEXT);
    screen_put(screen, one->text);
    screen_line(screen);
  }
  if (count > listed->len) {
    screen_printf(screen, "  and %" G_GUINT64_FORMAT " more",
                  count - listed->len);
    screen_line(screen);
  }
}

void
section_quotes(const Summary *summary, Screen *screen)
{
  guint64 count = 0;

  if (summary->shows & SHOWS_UTTERANCE)
    return;
  for (guint i = 0; i < summary->articles->len; i++)
    count += g_array_index(summary->articles, Article, i).quotes;
  summary_list(screen, "Quotes", summary->quotes, count);
}
