/* SPDX-License-Identifier: Apache-2.0
 *
 * wording.c - the widest wording differences of the utterances that matter
 * most: how far apart, times how many articles.
 *
 *   [May the bridge] AB                   [divided] AB
 *   [Let the bridge] CDE                  [kept apart] CDE
 *   D leaves out: across the strait
 *   only E has: and so it will be
 */
#include "../summary/collation.h"
#include "../summary/ranking.h"
#include "sections.h"

#include <string.h>

#define UTTERANCES 2u
#define PLACES 4u
#define OMISSIONS 3u
#define VARIANTS 5u
/* An article that says fewer words less is no omission to tell of, where there
 * is more to tell. */
#define OMITTED_WORDS 3u

enum { LEFT = 2, RIGHT = 42, WIDTH = 38 };

static double
importance(const Ranked *ranked)
{
  return ranked->score * ranked->witnesses;
}

static int
compare_importance(const void *first, const void *second)
{
  double a = importance(first), b = importance(second);

  if (a < b || a > b)
    return a > b ? -1 : 1;
  return ((const Ranked *)first)->row < ((const Ranked *)second)->row ? -1 : 1;
}

/* Two variants, one of them nothing: words that some leave out. */
static const Variant *
omitted(const Variation *place, const Variant **without)
{
  const Variant *a, *b;

  if (place->variants->len != 2)
    return NULL;
  a = &g_array_index(place->variants, Variant, 0);
  b = &g_array_index(place->variants, Variant, 1);
  if (a->words > 0 && b->words > 0)
    return NULL;
  *without = a->words == 0 ? a : b;
  return a->words == 0 ? b : a;
}

/* "AB", or "A B +3" where there are many. */
static char *
letters_of(const Variant *variant)
{
  GString *letters = g_string_new(NULL);
  Screen screen = { letters, FALSE, 0 };
  gboolean single = variant->articles->len <= 10;

  for (guint i = 0; i < variant->articles->len && single; i++)
    single = g_array_index(variant->articles, guint32, i) < 26;
  if (!single) {
    section_letters(&screen, variant->articles, 12);
    return g_string_free(letters, FALSE);
  }
  for (guint i = 0; i < variant->articles->len; i++)
    g_string_append_c(
        letters, (char)('A' + g_array_index(variant->articles, guint32, i)));
  return g_string_free(letters, FALSE);
}

static void
print_variant(Screen *screen, const Variant *variant)
{
  g_autofree char *letters = letters_of(variant);
  guint room = WIDTH - 3 - (guint)strlen(letters) - 1;

  screen_printf(screen, "[");
  if (variant->words == 0)
    screen_printf(screen, variant->turned ? "elsewhere" : "left out");
  else
    screen_cut(screen, variant->text, -1, room);
  screen_printf(screen, "] ");
  screen_style(screen, STYLE_HEAD);
  screen_printf(screen, "%s", letters);
  screen_style(screen, STYLE_PLAIN);
}

/* One wording more than the room is shown where its number would be told. */
static guint
lines_of(const Variation *place)
{
  return place ? MIN(place->variants->len, VARIANTS + 1) : 0;
}

static void
print_line(Screen *screen, const Variation *place, guint line)
{
  if (line < VARIANTS || place->variants->len == VARIANTS + 1)
    print_variant(screen, &g_array_index(place->variants, Variant, line));
  else
    screen_printf(screen, "and %u more wordings",
                  place->variants->len - VARIANTS);
}

/* Two places side by side. */
static void
print_places(Screen *screen, const Variation *left, const Variation *right)
{
  for (guint i = 0; i < MAX(lines_of(left), lines_of(right)); i++) {
    screen_to(screen, LEFT);
    if (i < lines_of(left))
      print_line(screen, left, i);
    if (i < lines_of(right)) {
      screen_to(screen, RIGHT);
      print_line(screen, right, i);
    }
    screen_line(screen);
  }
}

static void
print_omission(Screen *screen, const Variant *words, const Variant *without)
{
  gboolean few = words->articles->len < without->articles->len;
  const GArray *who =
      few && !without->turned ? words->articles : without->articles;

  screen_printf(screen, few && !without->turned ? "  only " : "  ");
  screen_style(screen, STYLE_HEAD);
  section_letters(screen, who, 20);
  screen_style(screen, STYLE_PLAIN);
  if (without->turned)
    screen_printf(screen, " %s elsewhere: ", who->len == 1 ? "has" : "have");
  else if (few)
    screen_printf(screen, " %s: ", who->len == 1 ? "has" : "have");
  else
    screen_printf(screen, " leave%s out: ", who->len == 1 ? "s" : "");
  screen_put(screen, words->text);
  screen_line(screen);
}

/* How many there are to show. */
static guint
print_variations(Screen *screen, const GArray *places)
{
  const Variation *pair = NULL;
  const Variant *without;
  guint shown = 0;

  for (guint i = 0; i < places->len && shown < PLACES; i++) {
    const Variation *place = &g_array_index(places, Variation, i);

    if (omitted(place, &without))
      continue;
    shown++;
    if (pair)
      print_places(screen, pair, place);
    pair = pair ? NULL : place;
  }
  if (pair)
    print_places(screen, pair, NULL);
  return shown;
}

/* Of `least` words or more. */
static void
print_omissions(Screen *screen, const GArray *places, guint least)
{
  guint shown = 0;

  for (guint i = 0; i < places->len && shown < OMISSIONS; i++) {
    const Variation *place = &g_array_index(places, Variation, i);
    const Variant *without, *words = omitted(place, &without);

    if (!words || words->words < least)
      continue;
    print_omission(screen, words, without);
    shown++;
  }
}

static void
print_utterance(const Summary *summary, Screen *screen, const Ranked *ranked)
{
  const stemma_table *table =
      summary_table(summary, "utterance", sizeof(stemma_utterance));
  g_autoptr(GArray) places = collation_places(summary, ranked->row);
  g_autofree char *title = NULL;

  if (places->len == 0)
    return;
  title = g_strdup_printf(
      "%.8s widest wording differences",
      summary_text(table,
                   STEMMA_AT(stemma_utterance, table->rows, ranked->row)->id));
  screen_head(screen, title);
  screen_line(screen);
  print_omissions(screen, places,
                  print_variations(screen, places) ? OMITTED_WORDS : 1);
}

void
section_wording(const Summary *summary, Screen *screen)
{
  g_autoptr(GArray) ranking = ranking_new(summary);

  g_array_sort(ranking, compare_importance);
  for (guint i = 0; i < ranking->len && i < UTTERANCES; i++) {
    const Ranked *ranked = &g_array_index(ranking, Ranked, i);

    if (ranked->score > 0 || !ranked->scored)
      print_utterance(summary, screen, ranked);
  }
}
