/* SPDX-License-Identifier: Apache-2.0
 *
 * utterances.c - what was said once and rendered by several, with a bar for
 * how far the renderings lie apart.
 *
 *   U5  the heroic Russian army       Kim     0.80 ████████    . . . D E
 *   2   7                             30      42   47          59
 */
#include "../summary/ranking.h"
#include "sections.h"

#include <string.h>

#define SHOWN 12u
#define IDENTICAL 6u
/* So many articles have a column each. */
#define COLUMNS 10u

enum { AT_LABEL = 7, AT_SPEAKER = 30, AT_SCORE = 42, AT_BAR = 47, AT_WHO = 59 };

/* A name that is too long is its last word. */
static void
print_speaker(Screen *screen, const char *name, guint width)
{
  const char *last = strrchr(name, ' ');

  if (last && screen_measure(name, -1) > width
      && screen_measure(last + 1, -1) <= width)
    name = last + 1;
  screen_cut(screen, name, -1, width);
}

static void
print_articles(const Summary *summary, Screen *screen, const Ranked *ranked)
{
  guint next = 0;

  if (summary->articles->len > COLUMNS) {
    section_letters(screen, ranked->articles, SCREEN_WIDTH - AT_WHO);
    return;
  }
  for (guint32 i = 0; i < summary->articles->len; i++) {
    gboolean has = next < ranked->articles->len
                   && g_array_index(ranked->articles, guint32, next) == i;
    char room[SCREEN_LETTER];

    next += has ? 1 : 0;
    screen_printf(screen, "%s%s", i ? " " : "",
                  has ? screen_letter(i, room) : ".");
  }
}

/* Where only one article quotes more than a few words there is nothing to
 * compare. */
static void
print_score(Screen *screen, const Ranked *ranked)
{
  screen_to(screen, AT_SCORE);
  if (ranked->scored) {
    screen_printf(screen, "%.2f", ranked->score);
    screen_to(screen, AT_BAR);
    screen_bar(screen, ranked->score, 8);
    return;
  }
  screen_style(screen, STYLE_FAINT);
  screen_printf(screen, "not compared");
  screen_style(screen, STYLE_PLAIN);
}

/* `scores`: some utterance has one. */
static void
print_utterance(const Summary *summary, Screen *screen,
                const stemma_table *table, const Ranked *ranked,
                gboolean scores)
{
  const stemma_utterance *row =
      STEMMA_AT(stemma_utterance, table->rows, ranked->row);

  screen_printf(screen, "  ");
  screen_style(screen, STYLE_HEAD);
  screen_cut(screen, summary_text(table, row->id), -1, 4);
  screen_style(screen, STYLE_PLAIN);
  screen_to(screen, AT_LABEL);
  screen_cut(screen, summary_text(table, row->label), -1,
             AT_SPEAKER - AT_LABEL - 1);
  if (STEMMA_IS_SET(row, 0)) {
    screen_to(screen, AT_SPEAKER);
    print_speaker(screen, summary_text(table, row->speaker),
                  AT_SCORE - AT_SPEAKER - 1);
  }
  if (scores)
    print_score(screen, ranked);
  screen_to(screen, AT_WHO);
  print_articles(summary, screen, ranked);
  screen_line(screen);
}

/* "3 more are identical: U6 (C E), U7 (A B), U8 (A B)" */
static void
print_identical(const Summary *summary, Screen *screen,
                const stemma_table *table, GArray *ranking, guint first)
{
  guint count = ranking->len - first;

  if (count == 0)
    return;
  ranking_find_articles(summary, ranking, first, IDENTICAL);
  screen_printf(screen, "  %u%s %s identical:", count, first ? " more" : "",
                count == 1 ? "is" : "are");
  for (guint i = first; i < ranking->len && i < first + IDENTICAL; i++) {
    const Ranked *ranked = &g_array_index(ranking, Ranked, i);
    g_autoptr(GString) word = g_string_new(NULL);
    Screen one = { word, FALSE, 0 };

    screen_cut(
        &one,
        summary_text(table,
                     STEMMA_AT(stemma_utterance, table->rows, ranked->row)->id),
        -1, 8);
    screen_printf(&one, " (");
    section_letters(&one, ranked->articles, 20);
    screen_printf(&one, i + 1 < ranking->len ? ")," : ")");
    screen_word(screen, word->str, 4);
  }
  if (count > IDENTICAL)
    screen_word(screen, "…", 4);
  screen_line(screen);
}

void
section_utterances(const Summary *summary, Screen *screen)
{
  g_autoptr(GArray) ranking = ranking_new(summary);
  const stemma_table *table =
      summary_table(summary, "utterance", sizeof(stemma_utterance));
  guint different = ranking_count_different(ranking);
  gboolean scores;

  if (ranking->len == 0)
    return;
  scores = g_array_index(ranking, Ranked, 0).scored;
  screen_head(screen, "Utterances");
  if (scores) {
    screen_to(screen, AT_SCORE);
    screen_printf(screen, "divergence");
  }
  screen_to(screen, AT_WHO);
  screen_printf(screen, "articles");
  screen_line(screen);
  ranking_find_articles(summary, ranking, 0, MIN(different, SHOWN));
  for (guint i = 0; i < different && i < SHOWN; i++)
    print_utterance(summary, screen, table, &g_array_index(ranking, Ranked, i),
                    scores);
  if (different > SHOWN) {
    screen_printf(screen, "  %u more differ less", different - SHOWN);
    screen_line(screen);
  }
  print_identical(summary, screen, table, ranking, different);
}
