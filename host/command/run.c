/* SPDX-License-Identifier: Apache-2.0
 *
 * run.c - "stemma run": analyses documents and writes reports.
 */
#include "run.h"
#include "../engine/cache/kept.h"
#include "../exec/exec.h"
#include "../output/sink/sink.h"
#include "echoes.h"
#include "progress.h"
#include <signal.h>
#include <string.h>

typedef struct {
  const SharedOptions *shared;
  Progress *progress;
  Echoes *echoes;
} Console;

static volatile int interrupted; /* the signal's number */

static void
interrupt(int number)
{
  g_atomic_int_set(&interrupted, number);
}

/* The first signal stops the run and keeps what is complete; a second one
 * ends the program as it always does. */
const volatile int *
signals_catch(void)
{
  struct sigaction action;

  memset(&action, 0, sizeof action);
  action.sa_handler = interrupt;
  action.sa_flags = (int)SA_RESETHAND;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  /* Writing to a closed pipe is an error then, and files end properly. */
  signal(SIGPIPE, SIG_IGN);
  return &interrupted;
}

static Place
place_of(const Document *document)
{
  const DocumentError *error = document->error;
  Place place = { .file = g_intern_string(document->path) };

  place.line = error->line ? error->line : document->line;
  place.column = error->column ? error->column : place.line != 0;
  place.end_column = place.column;
  return place;
}

static void
print_one(const Console *console, Diagnostics *all)
{
  progress_wipe(console->progress);
  diagnostics_print(all, console->shared->diagnostics, console->shared->color,
                    stderr);
}

static void
tell_progress(void *data, guint pass, guint64 documents, guint64 bytes,
              guint64 total_bytes)
{
  const Console *console = data;

  progress_tell(console->progress, pass, documents, bytes, total_bytes);
}

/* What to do about a stage that failed, by a word of its failure. */
static void
hint_stage(Diagnostic *told, const char *code, const char *message,
           const char *stage)
{
  static const char *const crashes[] = { "SIGSEGV", "SIGBUS", "SIGABRT" };

  for (gsize i = 0; i < G_N_ELEMENTS(crashes); i++)
    if (strcmp(code, "E405") == 0 && strstr(message, crashes[i])) {
      diagnostic_hint(told,
                      "if it ran out of memory, raise max-memory in [%s]; else "
                      "tell its author",
                      stage);
      break;
    }
  if (strcmp(code, "E406") == 0)
    diagnostic_hint(told, "raise timeout in [%s] if it may take longer", stage);
  diagnostic_hint(told, "set enabled = no in [%s] to run without it", stage);
}

static void
say_document(const Console *console, const Document *document)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  const DocumentError *error = document->error;
  Place place = place_of(document);
  Diagnostic *told = diagnostics_add(all, DIAGNOSTIC_ERROR, error->code, &place,
                                     "%s", error->message);

  if (error->hint)
    diagnostic_hint(told, "%s", error->hint);
  else if (error->stage)
    hint_stage(told, error->code, error->message, error->stage);
  print_one(console, all);
}

static void
say(void *data, const DocumentResult *result, const CorpusFailure *failure)
{
  const Console *console = data;
  g_autoptr(Diagnostics) all = diagnostics_new();
  Diagnostic *told;

  if (result) {
    say_document(console, result->document);
    return;
  }
  told = diagnostics_add(all, DIAGNOSTIC_ERROR, failure->code, NULL, "%s",
                         failure->message);
  if (failure->stage)
    hint_stage(told, failure->code, failure->message, failure->stage);
  print_one(console, all);
}

static void
say_line(void *data, guint level, const char *stage, const char *document,
         const char *line)
{
  const Console *console = data;
  g_autofree char *said = g_strdup_printf("%s: %s", stage, line);
  gboolean warning = level >= STEMMA_WARNING;

  if ((console->shared->quiet && !warning)
      || (warning && document && !echoes_count(console->echoes, said)))
    return;
  progress_wipe(console->progress);
  fprintf(stderr, "%s: %s%s\n", document ? document : "stemma",
          warning ? "warning: " : "", said);
}

/* The pipeline's reports, or the one that a command makes. */
static gboolean
open_reports(const Pipeline *pipeline, const RunSettings *settings, Tape *tape,
             GPtrArray *reports, GError **error)
{
  const guint count = settings->report ? 1 : pipeline->reports->len;

  for (guint i = 0; i < count; i++) {
    Report *report = settings->report
                         ? settings->report(settings->data, error)
                         : report_new(pipeline->reports->pdata[i], tape, error);

    if (!report)
      return FALSE;
    g_ptr_array_add(reports, report);
  }
  return TRUE;
}

static void
free_report(void *report)
{
  ((Report *)report)->free(report);
}

static int
tell_error(const Console *console, const GError *error)
{
  g_autoptr(Diagnostics) all = diagnostics_new();

  /* Whoever closed our output wants no more of us: as after SIGPIPE. */
  if (g_error_matches(error, SINK_ERROR, SINK_ERROR_CLOSED))
    return 128 + SIGPIPE;
  diagnostics_add(all, DIAGNOSTIC_ERROR, "E802", NULL, "%s", error->message);
  print_one(console, all);
  return STATUS_TROUBLE;
}

/* A run: what it is made of, and what comes of it. */
typedef struct {
  const Session *session;
  const RunSettings *asked;
  const Console *console;
  EngineSettings settings;
  Kept *kept; /* NULL: it may not be kept */
} Analysis;

/* Reports are opened after the stages, so that a plugin that does not start
 * leaves no file behind. */
static int
analyse(Analysis *analysis, Engine *engine)
{
  g_autoptr(GPtrArray) reports = g_ptr_array_new_with_free_func(free_report);
  const Session *session = analysis->session;
  g_autoptr(GError) error = NULL;
  int status = STATUS_TROUBLE;

  if (!open_reports(session->pipeline, analysis->asked, analysis->settings.tape,
                    reports, &error)
      || !engine_run(engine, session->reader, reports, &status, &error))
    return tell_error(analysis->console, error);
  return status;
}

/* How many documents programs want at once. */
static guint
waiting(const Plan *plan)
{
  guint most = 0;

  for (guint i = 0; i < plan->steps->len; i++)
    if (plan_step(plan, i)->module->runs_programs)
      most = MAX(most, exec_waiting(plan_step(plan, i)->options));
  return most;
}

static int
run_stages(Analysis *analysis)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Engine) engine = NULL;
  int status = STATUS_TROUBLE;

  if (analysis->kept)
    analysis->settings.tape = kept_record(analysis->kept);
  analysis->settings.waiting = waiting(analysis->session->plan);
  engine = engine_open(analysis->session->plan, &analysis->settings, all);
  print_one(analysis->console, all);
  if (engine)
    status = analyse(analysis, engine);
  if (analysis->kept && !interrupted)
    kept_keep(analysis->kept, status);
  return status;
}

/* The reports of an earlier run, or of one that is made now. */
static int
find_or_run(Analysis *analysis)
{
  g_autoptr(GError) error = NULL;
  int status = STATUS_TROUBLE;
  TapeResult result =
      analysis->kept ? kept_play(analysis->kept, &status, &error) : TAPE_NONE;

  if (result == TAPE_NONE)
    return run_stages(analysis);
  if (error)
    return tell_error(analysis->console, error);
  return status;
}

int
run_session(const Session *session, const SharedOptions *shared,
            const RunSettings *asked)
{
  g_autoptr(Progress) progress =
      progress_new(stderr, !shared->quiet && !shared->no_progress);
  g_autoptr(Echoes) echoes = echoes_new();
  Console console = { shared, progress, echoes };
  Analysis analysis = {
    .session = session,
    .asked = asked,
    .console = &console,
    .settings = { .check = asked->check,
                  .in_process = asked->in_process,
                  .color = shared->color_output,
                  .baseline = session->baseline,
                  .all_findings = asked->all_findings,
                  .log_level = shared->quiet ? STEMMA_WARNING : STEMMA_INFO,
                  .cancelled = &interrupted,
                  .say = say,
                  .log = say_line,
                  .progress = progress ? tell_progress : NULL,
                  .data = &console }
  };
  int status;

  signals_catch();
  if (!asked->report)
    analysis.kept = kept_new(session->plan, &analysis.settings, session->reader,
                             session->started);
  status = find_or_run(&analysis);
  progress_wipe(progress);
  echoes_print(echoes, stderr);
  kept_free(analysis.kept);
  return interrupted ? 128 + interrupted : status;
}

static int
run(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autoptr(Session) session = NULL;
  RunSettings own = { FALSE };
  int status;

  if (!command_parse(&command_run, &argc, &argv, &own, shared, &status))
    return status;
  session = session_new(shared, argv + 1, SESSION_INPUT);
  if (!session)
    return STATUS_TROUBLE;
  status = run_session(session, shared, &own);
  return status == STATUS_LIMIT && shared->exit_zero ? STATUS_DONE : status;
}

static const GOptionEntry options[] = {
  { "check", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(RunSettings, check),
    "check every row that a stage writes", NULL },
  { "in-process", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(RunSettings, in_process),
    "run plugins from elsewhere in this process, for a debugger", NULL },
  { NULL },
};

const Command command_run = {
  .name = "run",
  .summary = "analyse documents and write reports",
  .usage = "[OPTION]... [FILE.ini] INPUT...",
  .details =
      "INPUT is a file, a folder, a pattern or - for standard input.\n"
      "The first argument that ends in .ini is the pipeline; without one all "
      "seven\nanalyses run.\n\n"
      "Exit status: 0 done, 1 a limit was reached, 2 anything else.\n",
  .options = options,
  .shared =
      SHARE_PIPELINE | SHARE_REPORT | SHARE_INPUT | SHARE_RUN | SHARE_MESSAGES,
  .run = run,
};
