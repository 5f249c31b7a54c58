/* SPDX-License-Identifier: Apache-2.0
 *
 * sentiment.c - how each article sounds: what it tells and what it quotes.
 */
#include "sections.h"

#define ACROSS 8u
/* Beyond these many articles only the extremes are shown. */
#define TABLE 24u
#define EXTREMES 5u

static const struct {
  const char *name;
  guint scope;
} rows[] = { { "narration", STEMMA_SCOPE_NARRATION },
             { "quotes", STEMMA_SCOPE_SPEECH } };

static gboolean
has_score(const Article *article, guint scope)
{
  return (article->scores >> scope & 1) != 0;
}

static void
print_score(Screen *screen, const Article *article, guint scope)
{
  double score = CLAMP(article->score[scope], -1, 1);

  if (!has_score(article, scope)) {
    screen_printf(screen, "    –");
    return;
  }
  screen_style(screen, score >= 0.125    ? STYLE_GOOD
                       : score <= -0.125 ? STYLE_BAD
                                         : STYLE_PLAIN);
  screen_printf(screen, "%+.2f", score);
  screen_style(screen, STYLE_PLAIN);
}

static void
print_block(const Summary *summary, Screen *screen, guint first, guint last)
{
  for (guint i = first; i < last; i++) {
    char room[SCREEN_LETTER];

    screen_to(screen, 18 + (i - first) * ACROSS);
    screen_printf(screen, "%s", screen_letter(i, room));
  }
  screen_line(screen);
  for (guint r = 0; r < G_N_ELEMENTS(rows); r++) {
    screen_printf(screen, "  %s", rows[r].name);
    for (guint i = first; i < last; i++) {
      screen_to(screen, 14 + (i - first) * ACROSS);
      print_score(screen, &g_array_index(summary->articles, Article, i),
                  rows[r].scope);
    }
    screen_line(screen);
  }
}

/* One that is among the extremes. */
typedef struct {
  guint article;
  double score;
} Extreme;

static int
compare_extremes(const void *first, const void *second)
{
  const Extreme *a = first, *b = second;

  if (a->score < b->score || a->score > b->score)
    return a->score < b->score ? -1 : 1;
  return a->article < b->article ? -1 : a->article > b->article;
}

static void
print_ends(Screen *screen, const GArray *sorted, const char *name, gboolean top)
{
  screen_printf(screen, "    %s", name);
  for (guint i = 0; i < EXTREMES && i < sorted->len; i++) {
    const Extreme *extreme =
        &g_array_index(sorted, Extreme, top ? sorted->len - 1 - i : i);
    char room[SCREEN_LETTER];

    screen_to(screen, 22 + i * 11);
    screen_printf(screen, "%s %+.2f", screen_letter(extreme->article, room),
                  extreme->score);
  }
  screen_line(screen);
}

static void
print_extremes(const Summary *summary, Screen *screen, guint row)
{
  g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(Extreme));
  double sum = 0;

  for (guint i = 0; i < summary->articles->len; i++) {
    const Article *article = &g_array_index(summary->articles, Article, i);
    Extreme extreme = { i, CLAMP(article->score[rows[row].scope], -1, 1) };

    if (!has_score(article, rows[row].scope))
      continue;
    sum += extreme.score;
    g_array_append_val(sorted, extreme);
  }
  if (sorted->len == 0)
    return;
  g_array_sort(sorted, compare_extremes);
  screen_printf(screen, "  %s of %u articles, mean %+.2f", rows[row].name,
                sorted->len, sum / sorted->len);
  screen_line(screen);
  print_ends(screen, sorted, "most positive", TRUE);
  print_ends(screen, sorted, "most negative", FALSE);
}

static gboolean
any_scores(const Summary *summary)
{
  for (guint i = 0; i < summary->articles->len; i++)
    if (g_array_index(summary->articles, Article, i).scores)
      return TRUE;
  return FALSE;
}

void
section_sentiment(const Summary *summary, Screen *screen)
{
  guint count = summary->articles->len;

  if (!any_scores(summary))
    return;
  screen_head(screen, "Sentiment");
  if (count > TABLE) {
    screen_line(screen);
    for (guint r = 0; r < G_N_ELEMENTS(rows); r++)
      print_extremes(summary, screen, r);
    return;
  }
  for (guint first = 0; first < count; first += ACROSS)
    print_block(summary, screen, first, MIN(first + ACROSS, count));
}
