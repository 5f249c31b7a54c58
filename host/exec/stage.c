/* SPDX-License-Identifier: Apache-2.0
 *
 * stage.c - an exec stage at work: a document and its rows as a line, the
 * answer as rows.
 */
#include "stage.h"
#include "../output/rows/append.h"
#include "../output/rows/row.h"
#include "answer.h"
#include "program.h"
#include "waiting.h"
#include <pthread.h>

/* Where the pipeline file sets no time. */
#define SECONDS 60
/* A program that fails so often in a row is not run again. */
#define FAILURES_MOST 3u

typedef struct {
  const stemma_stage *stage;
  const stemma_progress *progress;
  Offsets offsets;
  char **words;
  char *folder;
  gsize most; /* programs; 0: one for each worker */
  pthread_mutex_t lock;
  GPtrArray *programs; /* of Program */
  guint next;
  guint failures; /* of programs, in a row */
} Exec;

typedef struct {
  Program *program;
  guint inputs;
  RowPrinter **printers; /* by input, made when it is first seen */
  GString *line;
  GString *answer;
  GString *why;
  ExecUnits units;
} ExecWorker;

static stemma_status
open_exec(const stemma_stage *stage, const stemma_host *host,
          const void *chosen, void **self, stemma_error *error)
{
  const ExecOptions *options = chosen;
  g_autoptr(GError) wrong = NULL;
  char **words;
  Exec *exec;

  if (!g_shell_parse_argv(options->command, NULL, &words, &wrong)) {
    g_autofree char *line =
        g_strdup_printf("\"command\" cannot be read: %s", wrong->message);
    return stemma_fail(error, STEMMA_E_OPTION, line);
  }
  exec = g_new0(Exec, 1);
  exec->stage = stage;
  exec->progress = host->extension(host, STEMMA_PROGRESS_ID);
  exec->offsets = exec_offsets(options);
  exec->words = words;
  exec->folder = g_path_get_dirname(options->schema);
  exec->most = (gsize)options->programs;
  if (exec->most == 0 && options->batch > 0)
    exec->most = 1;
  exec->programs = g_ptr_array_new_with_free_func((GDestroyNotify)program_free);
  pthread_mutex_init(&exec->lock, NULL);
  *self = exec;
  return STEMMA_OK;
}

static void
close_exec(void *self)
{
  Exec *exec = self;

  g_ptr_array_unref(exec->programs);
  pthread_mutex_destroy(&exec->lock);
  g_strfreev(exec->words);
  g_free(exec->folder);
  g_free(exec);
}

/* Where there are fewer programs than threads, several threads ask one: it
 * finds as many lines at once as it has threads that ask. */
static Program *
take_program(Exec *exec)
{
  Program *program;

  pthread_mutex_lock(&exec->lock);
  if (exec->most == 0 || exec->programs->len < exec->most)
    g_ptr_array_add(
        exec->programs,
        program_new((const char *const *)exec->words, exec->folder));
  program = exec->programs->pdata[exec->next++ % exec->programs->len];
  pthread_mutex_unlock(&exec->lock);
  return program;
}

static stemma_status
open_worker(const void *self, void **opened, stemma_error *error)
{
  Exec *exec = (Exec *)(guintptr)self;
  ExecWorker *worker = g_new0(ExecWorker, 1);

  (void)error;
  worker->program = take_program(exec);
  worker->inputs = exec->stage->reads.count;
  worker->printers = g_new0(RowPrinter *, worker->inputs + 1);
  worker->line = g_string_new(NULL);
  worker->answer = g_string_new(NULL);
  worker->why = g_string_new(NULL);
  exec_units_init(&worker->units);
  *opened = worker;
  return STEMMA_OK;
}

static void
close_worker(void *opened)
{
  ExecWorker *worker = opened;

  for (guint i = 0; i < worker->inputs; i++)
    if (worker->printers[i])
      row_printer_free(worker->printers[i]);
  g_free(worker->printers);
  g_string_free(worker->line, TRUE);
  g_string_free(worker->answer, TRUE);
  g_string_free(worker->why, TRUE);
  exec_units_clear(&worker->units);
  g_free(worker);
}

static void
put_meta(const stemma_doc *doc, GString *to)
{
  append_literal(to, ",\"meta\":{");
  for (guint i = 0; i + 1 < doc->meta.count; i += 2) {
    if (i > 0)
      append_literal(to, ",");
    append_text(to, *STEMMA_AT(char *, doc->meta, i));
    append_literal(to, ":");
    append_text(to, *STEMMA_AT(char *, doc->meta, i + 1));
  }
  append_literal(to, "}");
}

static RowPrinter *
printer_of(ExecWorker *worker, guint input, const stemma_table *table)
{
  if (!worker->printers[input])
    worker->printers[input] = row_printer_new(table->layer, TRUE);
  return worker->printers[input];
}

static void
put_layers(const Exec *exec, ExecWorker *worker, const stemma_job *job)
{
  /* Rows print the text that they span, which they take from here. */
  const Document document = { .doc = *job->doc, .text = job->doc->text };
  GString *to = worker->line;
  RowContext context = { .document = &document };
  OffsetMap map;
  gboolean first = TRUE;

  offset_map_start(&map, job->doc->text, job->doc->length, exec->offsets);
  context.map = &map;
  append_literal(to, ",\"layers\":{");
  for (guint i = 0; i < job->input_count; i++) {
    const stemma_table *table = job->inputs[i];
    if (!table)
      continue;
    if (!first)
      append_literal(to, ",");
    first = FALSE;
    append_text(to, STEMMA_AT(stemma_port, exec->stage->reads, i)->layer->name);
    append_literal(to, ":");
    row_printer_rows(printer_of(worker, i, table), table, 0, table->rows.count,
                     &context, to);
  }
  append_literal(to, "}}\n");
  offset_map_clear(&map);
}

static void
put_document(const Exec *exec, ExecWorker *worker, const stemma_job *job)
{
  GString *to = worker->line;

  g_string_truncate(to, 0);
  append_literal(to, "{\"id\":");
  append_text(to, job->doc->id);
  append_literal(to, ",\"language\":");
  append_text(to, job->doc->language);
  put_meta(job->doc, to);
  append_literal(to, ",\"text\":");
  append_string(to, job->doc->text, job->doc->length);
  put_layers(exec, worker, job);
}

typedef struct {
  const Exec *exec;
  const stemma_host *host;
  gint64 until;
} Patience;

static gint64
deadline(void)
{
  return g_get_monotonic_time() + SECONDS * (gint64)G_USEC_PER_SEC;
}

/* The time that documents of other threads took before is not this one's. */
static void
begin(gpointer data)
{
  Patience *patience = data;

  patience->until = deadline();
  waiting_start_clock();
}

static gboolean
is_over(gpointer data)
{
  const Patience *patience = data;

  return g_get_monotonic_time() > patience->until
         || (patience->exec->progress
             && patience->exec->progress->cancelled(patience->host));
}

/* FALSE: it has failed too often. */
static gboolean
count_failure(Exec *exec, gboolean failed)
{
  gboolean goes_on;

  pthread_mutex_lock(&exec->lock);
  goes_on = exec->failures < FAILURES_MOST;
  if (goes_on)
    exec->failures = failed ? exec->failures + 1 : 0;
  pthread_mutex_unlock(&exec->lock);
  return goes_on;
}

static gboolean
has_given_up(Exec *exec)
{
  gboolean given_up;

  pthread_mutex_lock(&exec->lock);
  given_up = exec->failures >= FAILURES_MOST;
  pthread_mutex_unlock(&exec->lock);
  return given_up;
}

/* Somebody else may work as long as the program does. */
static gboolean
ask(const ExecWorker *worker, Patience *patience)
{
  const Asker asker = { begin, is_over, patience };
  gboolean answered;

  waiting_wait();
  answered = program_ask(worker->program, worker->line, worker->answer, &asker,
                         worker->why);
  waiting_go_on();
  return answered;
}

static stemma_status
process(const void *self, void *opened, const stemma_job *job,
        stemma_error *error)
{
  Exec *exec = (Exec *)(guintptr)self;
  ExecWorker *worker = opened;
  Patience patience = { exec, job->host, 0 };
  stemma_status status;
  gboolean answered;

  patience.until = deadline();
  if (has_given_up(exec))
    return stemma_fail(error, STEMMA_E_INTERNAL,
                       "the program failed three times in a row, and is not "
                       "run again");
  put_document(exec, worker, job);
  answered = ask(worker, &patience);
  if (!answered && exec->progress && exec->progress->cancelled(job->host))
    status = STEMMA_CANCELLED;
  else
    status = answered ? STEMMA_OK : STEMMA_E_INTERNAL;
  count_failure(exec, !answered);
  if (!answered)
    return stemma_fail(error, status, worker->why->str);
  exec_units_start(&worker->units, job->doc->text, job->doc->length,
                   exec->offsets);
  status = answer_read(exec->stage, job, &worker->units, worker->answer,
                       worker->why);
  return status == STEMMA_OK ? status
                             : stemma_fail(error, status, worker->why->str);
}

const stemma_life exec_life = { sizeof exec_life, 0,           open_exec,
                                close_exec,       open_worker, close_worker };
const stemma_map exec_map = { sizeof exec_map, 0, process };
