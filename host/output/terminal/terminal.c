/* SPDX-License-Identifier: Apache-2.0
 *
 * terminal.c - the report for people: its sections, in order.
 */
#include "../formats.h"
#include "../summary/gather.h"
#include "sections.h"

#include <string.h>

static void (*const sections[])(const Summary *, Screen *) = {
  section_articles,   section_utterances, section_wording, section_quotes,
  section_quantities, section_sentiment,  section_lineage, section_others,
  section_limits,     section_failed
};

/* Where the other reports of the run are. */
static void
name_reports(const Summary *summary, Screen *screen)
{
  const GPtrArray *reports = summary->run.pipeline->reports;
  gboolean first = TRUE;

  for (guint i = 0; reports && i < reports->len; i++) {
    const ReportSpec *spec = reports->pdata[i];

    if (!spec->path || strcmp(spec->format, "terminal") == 0)
      continue;
    if (first)
      screen_line(screen);
    first = FALSE;
    screen_printf(screen, "Report: ");
    screen_put(screen, spec->path);
    screen_line(screen);
  }
}

static void
terminal_print(const Summary *summary, Screen *screen)
{
  for (guint i = 0; i < G_N_ELEMENTS(sections); i++)
    sections[i](summary, screen);
  name_reports(summary, screen);
}

Report *
terminal_new(const char *path, Tape *tape, GError **error)
{
  return gather_new("terminal", path, tape, terminal_print, error);
}
