/* SPDX-License-Identifier: Apache-2.0
 *
 * terminal.c - the report for people: what was read and what is in it.
 */
#include "formats.h"
#include "sink.h"

#include <stemma/stemma.h>
#include <string.h>

typedef struct {
  Report report;
  Sink *sink;
} Terminal;

static gboolean
terminal_begin(Report *report, const Run *run, GError **error)
{
  (void)report;
  (void)run;
  (void)error;
  return TRUE;
}

static gboolean
terminal_document(Report *report, const DocumentResult *result,
                  const GString *bytes, GError **error)
{
  (void)report;
  (void)result;
  (void)bytes;
  (void)error;
  return TRUE;
}

static gboolean
terminal_failure(Report *report, const CorpusFailure *failure, GError **error)
{
  (void)report;
  (void)failure;
  (void)error;
  return TRUE;
}

static gboolean
terminal_corpus(Report *report, const NamedTable *named, GError **error)
{
  (void)report;
  (void)named;
  (void)error;
  return TRUE;
}

static gboolean
terminal_end(Report *report, const RunEnd *end, GError **error)
{
  Terminal *terminal = (Terminal *)report;
  g_autofree char *line = g_strdup_printf("%u articles\n", end->documents);

  return sink_write(terminal->sink, line, strlen(line), error)
         && sink_commit(terminal->sink, error);
}

static void
terminal_free(Report *report)
{
  Terminal *terminal = (Terminal *)report;

  sink_free(terminal->sink);
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
  return &terminal->report;
}
