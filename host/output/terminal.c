/* SPDX-License-Identifier: Apache-2.0
 *
 * terminal.c - the report for people: gathers while documents pass, and prints
 * at the end.
 */
#include "formats.h"
#include "sink.h"
#include "terminal/finding.h"
#include "terminal/summary.h"
#include <string.h>

typedef struct {
  Report report;
  Sink *sink;
  gboolean to_file;
  Summary summary;
} Terminal;

static gboolean
terminal_begin(Report *report, const Run *run, GError **error)
{
  (void)error;
  summary_start(&((Terminal *)report)->summary, run);
  return TRUE;
}

static gboolean
terminal_document(Report *report, const DocumentResult *result,
                  const GString *bytes, GError **error)
{
  (void)bytes;
  (void)error;
  summary_document(&((Terminal *)report)->summary, result);
  return TRUE;
}

static gboolean
terminal_failure(Report *report, const CorpusFailure *failure, GError **error)
{
  (void)error;
  summary_failure(&((Terminal *)report)->summary, failure);
  return TRUE;
}

static gboolean
terminal_corpus(Report *report, const NamedTable *named, GError **error)
{
  (void)error;
  summary_corpus(&((Terminal *)report)->summary, named);
  return TRUE;
}

static void (*const sections[])(const Summary *, Screen *) = {
  section_articles, section_utterances, section_wording,
  section_quotes,   section_quantities, section_sentiment,
  section_lineage,  section_limits,     section_failed
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

static gboolean
terminal_end(Report *report, const RunEnd *end, GError **error)
{
  Terminal *terminal = (Terminal *)report;
  Summary *summary = &terminal->summary;
  g_autoptr(GString) out = g_string_new(NULL);
  Screen screen = { out, summary->run.color && !terminal->to_file, 0 };

  summary->end = end;
  findings_corpus(summary);
  for (guint i = 0; i < G_N_ELEMENTS(sections); i++)
    sections[i](summary, &screen);
  name_reports(summary, &screen);
  return sink_write(terminal->sink, out->str, out->len, error)
         && sink_commit(terminal->sink, error);
}

static void
terminal_free(Report *report)
{
  Terminal *terminal = (Terminal *)report;

  sink_free(terminal->sink);
  summary_clear(&terminal->summary);
  g_free(terminal);
}

Report *
terminal_new(const char *path, GError **error)
{
  static const Report methods = {
    "terminal",       terminal_begin,  NULL,         terminal_document,
    terminal_failure, terminal_corpus, terminal_end, terminal_free
  };
  Sink *sink = sink_new(path, FALSE, error);
  Terminal *terminal;

  if (!sink)
    return NULL;
  terminal = g_new0(Terminal, 1);
  terminal->report = methods;
  terminal->sink = sink;
  terminal->to_file = path != NULL;
  return &terminal->report;
}
