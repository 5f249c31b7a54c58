/* SPDX-License-Identifier: Apache-2.0
 *
 * markdown.c - a comment for a pull request: the limits as a table, then the
 * rest as the terminal shows it.
 *
 * Texts stand in cells with every sign of Markdown and HTML escaped, or inside
 * a fence that no line of the report can close.
 */
#include "../findings/finding.h"
#include "../formats.h"
#include "../summary/gather.h"
#include "../terminal/sections.h"

#include <string.h>

/* Beyond these many of one limit, they are only counted. */
#define PLACES 5u

static void
print_cell(Screen *screen, const char *text)
{
  g_autoptr(GString) plain = g_string_new(NULL);
  Screen cell = { plain, FALSE, 0 };

  screen_cut(&cell, text, -1, 200);
  for (const char *at = plain->str; *at; at++) {
    if (strchr("\\`*_{}[]()#+!|~<>&@:", *at))
      screen_printf(screen, "&#%d;", *at);
    else
      g_string_append_c(screen->out, *at);
  }
}

static void
print_place(Screen *screen, const char *path, guint line, guint column)
{
  print_cell(screen, path);
  if (line)
    screen_printf(screen, "&#58;%u", line);
  if (column)
    screen_printf(screen, "&#58;%u", column);
}

static void
print_places(const Summary *summary, Screen *screen, const char *metric)
{
  g_autoptr(GPtrArray) places = summary_places(summary, metric);

  for (guint i = 0; i < MIN(places->len, PLACES); i++) {
    const FindingPlace *place = places->pdata[i];

    screen_printf(screen, "<br>");
    print_place(screen, place->path, place->line, place->column);
    screen_printf(screen, " ");
    print_cell(screen, place->text);
  }
  if (places->len > PLACES)
    screen_printf(screen, "<br>and %u more", places->len - PLACES);
}

static void
print_limits(const Summary *summary, Screen *screen)
{
  static const char *const ops[] = { "&gt;", "&gt;=", "&lt;", "&lt;=", "==" };
  const GArray *limits = summary->end->limits;

  if (!limits || limits->len == 0)
    return;
  screen_printf(screen, "\n| | fails if | value |\n|---|---|---|\n");
  for (guint i = 0; i < limits->len; i++) {
    const LimitResult *result = &g_array_index(limits, LimitResult, i);

    screen_printf(screen, result->reached ? "| **FAIL** | " : "| pass | ");
    print_cell(screen, result->metric);
    screen_printf(screen, " %s %g", ops[result->limit->op],
                  result->limit->value);
    if (result->reached)
      print_places(summary, screen, result->metric);
    screen_printf(screen, " | %.4g", result->value);
    if (result->known)
      screen_printf(screen, " (%" G_GUINT64_FORMAT " known)", result->known);
    screen_printf(screen, " |\n");
  }
}

static void
markdown_print(const Summary *summary, Screen *screen)
{
  static void (*const sections[])(const Summary *, Screen *) = {
    section_articles, section_utterances, section_wording,
    section_quotes,   section_quantities, section_sentiment,
    section_lineage,  section_others,     section_failed
  };

  screen->color = FALSE;
  screen_printf(screen, "### stemma\n");
  print_limits(summary, screen);
  screen_printf(screen, "\n``````````text\n");
  screen->column = 0;
  for (guint i = 0; i < G_N_ELEMENTS(sections); i++)
    sections[i](summary, screen);
  screen_printf(screen, "``````````\n");
}

Report *
markdown_new(const char *path, Tape *tape, GError **error)
{
  return gather_new("markdown", path, tape, markdown_print, error);
}
