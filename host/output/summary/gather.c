/* SPDX-License-Identifier: Apache-2.0
 *
 * gather.c - gathers while documents pass, and prints at the end.
 */
#include "gather.h"
#include "../sink/sink.h"
#include "summary.h"

typedef struct {
  Report report;
  Sink *sink;
  gboolean to_file;
  GatherPrint print;
  Summary summary;
} Gather;

static gboolean
gather_begin(Report *report, const Run *run, GError **error)
{
  (void)error;
  summary_start(&((Gather *)report)->summary, run);
  return TRUE;
}

static gboolean
gather_document(Report *report, const DocumentResult *result,
                const GString *bytes, GError **error)
{
  (void)bytes;
  (void)error;
  summary_document(&((Gather *)report)->summary, result);
  return TRUE;
}

static gboolean
gather_failure(Report *report, const CorpusFailure *failure, GError **error)
{
  (void)error;
  summary_failure(&((Gather *)report)->summary, failure);
  return TRUE;
}

static gboolean
gather_corpus(Report *report, const NamedTable *named, GError **error)
{
  (void)error;
  summary_corpus(&((Gather *)report)->summary, named);
  return TRUE;
}

static gboolean
gather_end(Report *report, const RunEnd *end, GError **error)
{
  Gather *gather = (Gather *)report;
  Summary *summary = &gather->summary;
  g_autoptr(GString) out = g_string_new(NULL);
  Screen screen = { out, summary->run.color && !gather->to_file, 0 };

  summary->end = end;
  gather->print(summary, &screen);
  return sink_write(gather->sink, out->str, out->len, error)
         && sink_commit(gather->sink, error);
}

static void
gather_free(Report *report)
{
  Gather *gather = (Gather *)report;

  sink_free(gather->sink);
  summary_clear(&gather->summary);
  g_free(gather);
}

Report *
gather_new(const char *format, const char *path, Tape *tape, GatherPrint print,
           GError **error)
{
  static const Report methods = { NULL,           gather_begin,
                                  NULL,           gather_document,
                                  gather_failure, gather_corpus,
                                  gather_end,     gather_free };
  Sink *sink = sink_new(path, tape, FALSE, error);
  Gather *gather;

  if (!sink)
    return NULL;
  gather = g_new0(Gather, 1);
  gather->report = methods;
  gather->report.format = format;
  gather->sink = sink;
  gather->to_file = path != NULL;
  gather->print = print;
  return &gather->report;
}
