/* SPDX-License-Identifier: Apache-2.0
 *
 * report.c - "stemma report": renders reports again from a JSON Lines report.
 */
#include "../output/sink/sink.h"
#include "../replay/replay.h"
#include "run.h"
#include <signal.h>
#include <string.h>

typedef struct {
  char **reports;
} Own;

static void
free_spec(void *data)
{
  ReportSpec *spec = data;

  g_free(spec->format);
  g_free(spec->path);
  g_free(spec);
}

static void
free_report(void *report)
{
  ((Report *)report)->free(report);
}

static ReportSpec *
spec_new(const char *text)
{
  const char *colon = strchr(text, ':');
  ReportSpec *spec = g_new0(ReportSpec, 1);
  g_autofree char *shown = g_strconcat("--report ", text, NULL);

  spec->format =
      colon ? g_strndup(text, (gsize)(colon - text)) : g_strdup(text);
  if (colon && colon[1])
    spec->path = g_strdup(colon + 1);
  spec->place.file = g_intern_string(shown);
  spec->place.on_command_line = TRUE;
  return spec;
}

/* What `--report` names; the terminal's where nothing is. */
static GPtrArray *
read_specs(char **texts, Diagnostics *all)
{
  GPtrArray *specs = g_ptr_array_new_with_free_func(free_spec);

  for (; texts && *texts; texts++)
    g_ptr_array_add(specs, spec_new(*texts));
  if (specs->len == 0)
    g_ptr_array_add(specs, spec_new("terminal"));
  for (guint i = 0; i < specs->len; i++)
    session_check_report(specs->pdata[i], all);
  return specs;
}

static void
tell_error(const char *path, const ReplayPlace *at, const GError *error,
           Diagnostics *all)
{
  Place place = { .file = g_intern_string(path),
                  .line = at->line,
                  .column = at->column,
                  .end_column = at->column };

  if (error->domain == REPLAY_ERROR)
    diagnostics_add(all, DIAGNOSTIC_ERROR,
                    error->code == REPLAY_ERROR_READ ? "E602" : "E604", &place,
                    "%s", error->message);
  else
    diagnostics_add(all, DIAGNOSTIC_ERROR, "E802", NULL, "%s", error->message);
}

static gboolean
open_reports(const GPtrArray *specs, GPtrArray *reports, GError **error)
{
  for (guint i = 0; i < specs->len; i++) {
    Report *report = report_new(specs->pdata[i], NULL, error);

    if (!report)
      return FALSE;
    g_ptr_array_add(reports, report);
  }
  return TRUE;
}

static int
render(const char *path, GPtrArray *specs, const SharedOptions *shared)
{
  g_autoptr(GPtrArray) reports = g_ptr_array_new_with_free_func(free_report);
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(GError) error = NULL;
  const volatile int *signal = signals_catch();
  ReplayPlace place = { 0 };

  if (open_reports(specs, reports, &error)
      && replay_run(path, specs, reports, shared->color_output, signal, &place,
                    &error))
    return STATUS_DONE;
  if (*signal)
    return 128 + *signal;
  if (g_error_matches(error, SINK_ERROR, SINK_ERROR_CLOSED))
    return 128 + SIGPIPE;
  tell_error(path, &place, error, all);
  diagnostics_print(all, shared->diagnostics, shared->color, stderr);
  return STATUS_TROUBLE;
}

static int
run_report(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(GPtrArray) specs = NULL;
  g_auto(GStrv) texts = NULL;
  Own own = { NULL };
  int status;

  if (!command_parse(&command_report, &argc, &argv, &own, shared, &status)) {
    g_strfreev(own.reports);
    return status;
  }
  texts = own.reports;
  if (argc != 2)
    return command_misused(&command_report, argc < 2
                                                ? "expected a JSON Lines report"
                                                : "expected one report");
  specs = read_specs(texts, all);
  if (diagnostics_errors(all)) {
    diagnostics_print(all, shared->diagnostics, shared->color, stderr);
    return STATUS_TROUBLE;
  }
  return render(argv[1], specs, shared);
}

static const GOptionEntry options[] = {
  { "report", 'r', 0, G_OPTION_ARG_FILENAME_ARRAY, OPTION_AT(Own, reports),
    "write this report; may be given again", "FORMAT[:PATH]" },
  { NULL },
};

const Command command_report = {
  .name = "report",
  .summary = "render reports again, without analysing",
  .usage = "[OPTION]... FILE.jsonl",
  .details =
      "FILE.jsonl (- for standard input) is what \"stemma run --report "
      "jsonl:FILE\"\n"
      "wrote, by this or an older version; the plugins that made it are not\n"
      "needed.  Each report has the bytes that the run would have given it,\n"
      "as far as FILE.jsonl holds what it shows: the layers are those in "
      "it.\n\n"
      "Exit status: 0 rendered, 2 anything else; limits that the run reached\n"
      "do not count again.\n",
  .options = options,
  .shared = SHARE_MESSAGES,
  .run = run_report,
};
