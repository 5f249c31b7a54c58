/* SPDX-License-Identifier: Apache-2.0
 *
 * limits.c - which limits were reached, by what.
 */
#include "../findings/finding.h"
#include "sections.h"

#define AT_VALUE 44u
/* Beyond these many of one limit, they are only counted. */
#define PLACES 5u

static char *
told(const FindingPlace *place)
{
  GString *text = g_string_new(place->path);

  if (place->line)
    g_string_append_printf(text, ":%u", place->line);
  if (place->column)
    g_string_append_printf(text, ":%u", place->column);
  return g_string_free(text, FALSE);
}

static void
print_places(const Summary *summary, Screen *screen, const char *metric)
{
  g_autoptr(GPtrArray) places = summary_places(summary, metric);

  for (guint i = 0; i < MIN(places->len, PLACES); i++) {
    const FindingPlace *place = places->pdata[i];
    g_autofree char *where = told(place);

    screen_printf(screen, "        ");
    screen_cut_left(screen, where, 44);
    screen_printf(screen, "  ");
    screen_put(screen, place->text);
    screen_line(screen);
  }
  if (places->len > PLACES) {
    screen_printf(screen, "        and more");
    screen_line(screen);
  }
}

static void
print_limit(const Summary *summary, Screen *screen, const LimitResult *result)
{
  screen_printf(screen, "  ");
  screen_style(screen, result->reached ? STYLE_BAD : STYLE_GOOD);
  screen_printf(screen, result->reached ? "FAIL" : "pass");
  screen_style(screen, STYLE_PLAIN);
  screen_printf(screen, "  %s %s %g", result->metric,
                limit_op_text(result->limit->op), result->limit->value);
  screen_to(screen, AT_VALUE);
  screen_printf(screen, "%.4g", result->value);
  if (result->known)
    screen_printf(screen, "  (%" G_GUINT64_FORMAT " known)", result->known);
  screen_line(screen);
  if (result->reached)
    print_places(summary, screen, result->metric);
}

void
section_limits(const Summary *summary, Screen *screen)
{
  const GArray *limits = summary->end->limits;

  if (!limits || limits->len == 0)
    return;
  screen_head(screen, "Limits");
  screen_line(screen);
  for (guint i = 0; i < limits->len; i++)
    print_limit(summary, screen, &g_array_index(limits, LimitResult, i));
}
