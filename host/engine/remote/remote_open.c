/* SPDX-License-Identifier: Apache-2.0
 *
 * remote_open.c - which stages run in worker processes, and how their keepers
 * are begun.
 */
#include "../../module/catalogue.h"
#include "../store/spill.h"
#include "order.h"
#include "remote-private.h"
#include <string.h>
#include <unistd.h>

#define PROGRAM "stemma-worker"

/* Where the file says nothing: as long as a document may take. */
#define OPEN_SECONDS 60
/* What the host's own part of a worker needs beside. */
#define OWN_MEMORY (16u << 20)

gboolean
remote_is_wanted(const Engine *engine, const Step *step)
{
  Isolate isolate = step->file_stage->isolate;

  if (engine->settings->in_process || step->module->runs_programs)
    return FALSE;
  if (isolate == ISOLATE_DEFAULT)
    isolate = engine->plan->pipeline->isolate;
  else if (isolate == ISOLATE_YES)
    isolate = ISOLATE_PARANOID;
  if (isolate == ISOLATE_PARANOID)
    return TRUE;
  return isolate != ISOLATE_NO && step->module->path && !step->module->builtin;
}

static void
find_steps(Remote *remote)
{
  const Plan *plan = remote->engine->plan;

  for (guint i = 0; i < plan->steps->len; i++)
    if (plan_step(plan, i)->number == remote->number && remote->count++ == 0)
      remote->first = i;
}

static void
make_desks(Remote *remote)
{
  guint threads = remote->engine->threads;

  remote->desks = g_new0(Desk, threads);
  for (guint i = 0; i < threads; i++) {
    remote->desks[i].process = worker_process_new(remote->keeper, i);
    remote->desks[i].kept = g_new0(gboolean, remote->count);
  }
}

/* The lines that the stage said while it was opened. */
static void
take_open_logs(const Remote *remote, const GByteArray *said, GPtrArray *logs)
{
  guint at = 0;
  guint32 head[2];

  while (said->len - at >= sizeof head && logs->len < LOGS_MOST) {
    LogLine *line;
    memcpy(head, said->data + at, sizeof head);
    at += (guint)sizeof head;
    if (head[1] > said->len - at)
      return;
    line = g_new0(LogLine, 1);
    line->level = head[0];
    line->stage = remote->name;
    line->line = safe_line((const char *)said->data + at, head[1]);
    g_ptr_array_add(logs, line);
    at += head[1];
  }
}

static void
fail_open(const Remote *remote, const GError *error, Failure *failure)
{
  const Step *step = plan_step(remote->engine->plan, remote->first);
  g_autofree char *words = safe_line(error->message, strlen(error->message));

  failure->code = "E404";
  if (g_error_matches(error, WORKER_ERROR, WORKER_ERROR_OPEN))
    g_strlcpy(failure->message, words, sizeof failure->message);
  else
    g_snprintf(failure->message, sizeof failure->message,
               "plugin \"%s\" (stage %s) did not start: %s", step->module->id,
               remote->name, words);
}

/* Where a program is that is a small part of this one: beside it, as it is
 * built, or installed.  NULL: a keeper is a copy of this program. */
static char *
find_program(void)
{
  g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *folder = self ? g_path_get_dirname(self) : NULL;
  g_autofree char *installed = catalogue_installed(STEMMA_LIBEXECDIR);
  const char *folders[] = { folder, installed };

  for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
    g_autofree char *path =
        folders[i] ? g_build_filename(folders[i], PROGRAM, NULL) : NULL;
    if (path && access(path, X_OK) == 0)
      return g_steal_pointer(&path);
  }
  return NULL;
}

static gboolean
start(Remote *remote, GPtrArray *logs, Failure *failure)
{
  const PipelineStage *stage =
      plan_step(remote->engine->plan, remote->first)->file_stage;
  guint64 memory = stage->max_memory ? stage->max_memory : SERVER_MEMORY;
  KeeperLimits limits = { remote->engine->threads,
                          memory + memory / 4 + OWN_MEMORY,
                          MAX(stage->timeout, OPEN_SECONDS),
                          remote->engine->commons, spill_file_lend };
  KeeperWork work = server_work(remote->server);
  g_autofree char *path = find_program();
  g_autoptr(GByteArray) order =
      path ? order_pack(remote->engine->plan, remote->number,
                        &remote->engine->around)
           : NULL;
  const KeeperProgram program = { path, order };
  g_autoptr(GByteArray) said = g_byte_array_new();
  g_autoptr(GError) error = NULL;

  remote->name = stage->name;
  remote->timeout = stage->timeout;
  remote->keeper =
      keeper_start(&work, order ? &program : NULL, &limits, said, &error);
  if (remote->keeper)
    take_open_logs(remote, said, logs);
  else
    fail_open(remote, error, failure);
  return remote->keeper != NULL;
}

Remote *
remote_open(Engine *engine, guint number, GPtrArray *logs, Failure *failure)
{
  Remote *remote = g_new0(Remote, 1);

  remote->engine = engine;
  remote->number = number;
  remote->folds = g_ptr_array_new();
  find_steps(remote);
  remote->server = server_new(engine->plan, number, &engine->around);
  if (start(remote, logs, failure)) {
    make_desks(remote);
    return remote;
  }
  remote_free(remote);
  return NULL;
}

void
remote_free(Remote *remote)
{
  if (!remote)
    return;
  for (guint i = 0; remote->desks && i < remote->engine->threads; i++) {
    worker_process_free(remote->desks[i].process);
    g_free(remote->desks[i].kept);
  }
  keeper_stop(remote->keeper);
  server_free(remote->server);
  g_ptr_array_unref(remote->folds);
  g_free(remote->desks);
  g_free(remote);
}
