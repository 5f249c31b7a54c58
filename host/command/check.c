/* SPDX-License-Identifier: Apache-2.0
 *
 * check.c - `stemma check`: everything that run checks before the first
 * document.
 */
#include "../engine/engine.h"
#include "session.h"

/* Opens every stage, so that one that does not start is told here too. */
static int
open_stages(const Session *session, const SharedOptions *shared)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  EngineSettings settings = { .threads = 1, .log_level = STEMMA_WARNING };
  g_autoptr(Engine) engine = engine_open(session->plan, &settings, all);

  diagnostics_print(all, shared->diagnostics, shared->color, stderr);
  return engine ? STATUS_DONE : STATUS_TROUBLE;
}

static int
run_check(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autoptr(Session) session = NULL;
  int status;

  if (!command_parse(&command_check, &argc, &argv, NULL, shared, &status))
    return status;
  session = session_new(shared, argv + 1, SESSION_INPUT);
  return session ? open_stages(session, shared) : STATUS_TROUBLE;
}

const Command command_check = {
  .name = "check",
  .summary = "check a pipeline, its plugins and its inputs",
  .usage = "[OPTION]... [FILE.ini] [INPUT]...",
  .details =
      "Tells every mistake that \"stemma run\" would tell before the first\n"
      "document, and prints nothing when there is none.\n"
      "\n"
      "[pipeline] has the keys baseline, cache, document-text, include,\n"
      "input, layers, max-document, offsets, on-error, plugin-path, report,\n"
      "row-text, seed, spill-at, stages, threads and version; each stage\n"
      "plugin, requires, reads.LAYER, writes.LAYER, timeout, max-memory,\n"
      "isolate, enabled and the options of its plugin\n"
      "(\"stemma plugins info NAME\").\n",
  .shared =
      SHARE_PIPELINE | SHARE_REPORT | SHARE_INPUT | SHARE_RUN | SHARE_MESSAGES,
  .run = run_check,
};
