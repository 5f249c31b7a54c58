/* SPDX-License-Identifier: Apache-2.0
 *
 * limits.c - which limits were reached, by what.
 */
#include "finding.h"

#define AT_VALUE 44u

static char *
place_of(const Finding *finding)
{
  GString *place = g_string_new(finding->path);

  if (finding->line)
    g_string_append_printf(place, ":%u", finding->line);
  if (finding->column)
    g_string_append_printf(place, ":%u", finding->column);
  return g_string_free(place, FALSE);
}

static void
print_findings(const Summary *summary, Screen *screen, guint limit)
{
  guint shown = 0;

  for (guint i = 0; i < summary->findings->len; i++) {
    const Finding *finding = &g_array_index(summary->findings, Finding, i);
    g_autofree char *place = NULL;

    if (finding->limit != limit)
      continue;
    screen_printf(screen, "        ");
    if (shown++ == FINDINGS) {
      screen_printf(screen, "and more");
      screen_line(screen);
      return;
    }
    place = place_of(finding);
    screen_cut_left(screen, place, 44);
    screen_printf(screen, "  ");
    screen_put(screen, finding->text);
    screen_line(screen);
  }
}

static void
print_limit(const Summary *summary, Screen *screen, const LimitResult *result,
            guint number)
{
  static const char *const ops[] = { ">", ">=", "<", "<=", "==" };

  screen_printf(screen, "  ");
  screen_style(screen, result->reached ? STYLE_BAD : STYLE_GOOD);
  screen_printf(screen, result->reached ? "FAIL" : "pass");
  screen_style(screen, STYLE_PLAIN);
  screen_printf(screen, "  %s %s %g", result->metric, ops[result->limit->op],
                result->limit->value);
  screen_to(screen, AT_VALUE);
  screen_printf(screen, "%.4g", result->value);
  screen_line(screen);
  if (result->reached)
    print_findings(summary, screen, number);
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
    print_limit(summary, screen, &g_array_index(limits, LimitResult, i), i);
}
