/* SPDX-License-Identifier: Apache-2.0
 *
 * articles.c - what was read, by letter; and what could not be analysed.
 */
#include "sections.h"

/* Beyond these many the letters alone must do. */
#define NAMED 30u
#define FAILED 10u

guint32
summary_shared(const Summary *summary)
{
  const stemma_table *table =
      summary_table(summary, "utterance", sizeof(stemma_utterance));
  guint32 count = 0;

  for (guint32 i = 0; table && i < table->rows.count; i++)
    count += STEMMA_AT(stemma_utterance, table->rows, i)->witnesses > 1;
  return count;
}

static void
print_counts(const Summary *summary, Screen *screen)
{
  guint count = summary->articles->len;
  guint32 shared = summary_shared(summary);

  screen_style(screen, STYLE_HEAD);
  screen_printf(screen, "%u article%s", count, count == 1 ? "" : "s");
  if (summary->compares_quotes)
    screen_printf(screen, ", %u shared utterance%s", shared,
                  shared == 1 ? "" : "s");
  if (summary->end->failed > 0)
    screen_printf(screen, ", %u not analysed", summary->end->failed);
  screen_style(screen, STYLE_PLAIN);
  screen_line(screen);
}

/* The widest that a name may be, without its letter. */
enum { WIDEST = 33 };

/* "Ferry Times (0017)": the outlet and, where there is room, the id. */
static char *
name_of(const Summary *summary, guint number)
{
  const char *name = summary_name(summary, number);
  const char *id = g_array_index(summary->articles, Article, number).id;

  if (g_strcmp0(name, id) == 0
      || screen_measure(name, -1) + screen_measure(id, -1) + 3 > WIDEST)
    return g_strdup(name ? name : "");
  return g_strdup_printf("%s (%s)", name, id);
}

/* The width of the widest name, letter and all. */
static guint
widest_name(const Summary *summary, guint count)
{
  guint widest = 0;

  for (guint i = 0; i < count; i++) {
    g_autofree char *name = name_of(summary, i);
    guint width = screen_measure(name, -1);

    widest = MAX(widest, width);
  }
  return MIN(widest, WIDEST);
}

void
section_articles(const Summary *summary, Screen *screen)
{
  const GArray *articles = summary->articles;
  guint count = MIN(articles->len, NAMED);
  guint width = widest_name(summary, count) + 6;
  guint across = MAX((SCREEN_WIDTH - 2) / width, 1);
  guint down = (count + across - 1) / MAX(across, 1);

  print_counts(summary, screen);
  for (guint line = 0; line < down; line++) {
    for (guint i = line; i < count; i += down) {
      g_autofree char *name = name_of(summary, i);
      char room[SCREEN_LETTER];

      screen_to(screen, 2 + i / down * width);
      screen_style(screen, STYLE_HEAD);
      screen_printf(screen, "%-2s", screen_letter(i, room));
      screen_style(screen, STYLE_PLAIN);
      screen_printf(screen, " ");
      screen_cut(screen, name, -1, width - 5);
    }
    screen_line(screen);
  }
  if (articles->len > count) {
    screen_printf(screen, "  and %u more", articles->len - count);
    screen_line(screen);
  }
}

static void
print_failure(Screen *screen, const char *place, const char *why)
{
  screen_printf(screen, "  ");
  screen_cut_left(screen, place, 36);
  screen_printf(screen, "  ");
  screen_put(screen, why);
  screen_line(screen);
}

void
section_failed(const Summary *summary, Screen *screen)
{
  guint shown = 0;

  if (summary->end->failed == 0 && summary->failures->len == 0)
    return;
  screen_head(screen, "Not analysed");
  screen_line(screen);
  for (guint i = 0; i < summary->articles->len && shown < FAILED; i++) {
    const Article *article = &g_array_index(summary->articles, Article, i);

    if (!article->failure)
      continue;
    print_failure(screen, article->path, article->failure);
    shown++;
  }
  if (summary->end->failed > shown) {
    screen_printf(screen, "  and %u more", summary->end->failed - shown);
    screen_line(screen);
  }
  for (guint i = 0; i < summary->failures->len && i < FAILED; i++) {
    screen_printf(screen, "  ");
    screen_put(screen, summary->failures->pdata[i]);
    screen_line(screen);
  }
}
