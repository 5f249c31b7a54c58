/* SPDX-License-Identifier: Apache-2.0
 *
 * checks_life.c - from open to close, and hosts that lack something, fail or
 * are of another version.
 */
#include "check.h"
#include "child.h"
#include "heap.h"
#include "tries.h"

enum { ROUNDS = 3, FAILURES_MOST = 3000 };

static const char *const services[] = { "", "stemma.log/1", "stemma.memory/1",
                                        "stemma.progress/1",
                                        "stemma.resource/1" };

/* Loads it and watches its allocations, before anybody copies an address of
 * free out of it; FALSE and skipped: it makes none. */
static const Module *
load_watched(Subject *subject, Verdict *verdict)
{
  Candidate *candidate = &subject->candidate;
  g_autoptr(GError) error = NULL;

  if (!subject_read(subject, verdict))
    return NULL;
  child_doing("loading the file");
  if (!candidate_open(candidate, &error))
    verdict_skip(verdict, "%s", error->message);
  else if (!heap_watch(candidate->handle))
    verdict_skip(verdict, "it takes no memory of its own");
  return verdict_is_open(verdict) ? subject_load(subject, verdict) : NULL;
}

static void
live_once(Subject *subject, const stemma_stage *stage, Verdict *verdict)
{
  g_autoptr(Stand) stand = stand_open(subject, stage, NULL, NULL, verdict);

  if (stand)
    stand_run(stand, subject->samples);
}

/* What the first round leaves may be meant to stay; what each later one leaves
 * is lost. */
static void
check_open_close(Subject *subject, Verdict *verdict)
{
  const Module *module = load_watched(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++) {
    guint before;
    gsize held;
    live_once(subject, module->stages[i], verdict);
    before = heap_blocks();
    held = heap_bytes();
    for (guint round = 0; round < ROUNDS; round++)
      live_once(subject, module->stages[i], verdict);
    if (heap_blocks() > before)
      verdict_fail(verdict,
                   "stage \"%s\" kept %u blocks (%" G_GSIZE_FORMAT
                   " bytes) when it was opened, run and closed %d times more",
                   module->stages[i]->id, heap_blocks() - before,
                   heap_bytes() - held, ROUNDS);
  }
}

/* One run in which allocation number `at` fails: the stage gives up, or does
 * its work without.  FALSE: it made fewer. */
static gboolean
run_short_of_memory(Subject *subject, const stemma_stage *stage, guint at,
                    const char *usual, Verdict *verdict)
{
  Verdict opening = { OUTCOME_OK, "" };
  stemma_status refusal = STEMMA_OK;
  g_autoptr(Stand) stand = NULL;

  heap_fail_at(at);
  stand = stand_open(subject, stage, NULL, &refusal, &opening);
  if (stand && refusal == STEMMA_OK)
    stand_run(stand, subject->samples);
  if (!heap_has_failed())
    return FALSE;
  if (stand && stand_status(stand, NULL) == STEMMA_OK) {
    g_autofree char *rows = stand_rows(stand);
    g_autofree char *how =
        g_strdup_printf("without an error when allocation %u failed", at);
    compare_rows(stage, how, usual, rows, verdict);
  }
  return TRUE;
}

/* The first ones all, then some. */
static void
check_malloc_fails(Subject *subject, Verdict *verdict)
{
  const Module *module = load_watched(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++) {
    g_autofree char *usual =
        try_rows(subject, module->stages[i], NULL, verdict);
    guint at = 1;
    while (
        usual && verdict_is_open(verdict)
        && run_short_of_memory(subject, module->stages[i], at, usual, verdict))
      at += 1 + at / 64;
    heap_fail_at(0);
  }
}

/* Opens and runs a stage under a host that fails in some way. */
static void
try_host(Subject *subject, const stemma_stage *stage,
         const StandSettings *settings, Look look, gpointer data,
         Verdict *verdict)
{
  stemma_status refusal = STEMMA_OK;
  g_autoptr(Stand) stand =
      stand_open(subject, stage, settings, &refusal, verdict);

  if (stand && refusal == STEMMA_OK)
    stand_run(stand, subject->samples);
  if (stand)
    look(stand, data, verdict);
}

/* All ways to fail that cost little, so that messages are seen. */
static void
try_failures(Subject *subject, Look look, gpointer data, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++) {
    const StandSettings ways[] = {
      { .no_files = TRUE }, { .without = "" }, { .most_rows = 1 },
      { .fail_at = 1 },     { .fail_at = 2 },  { .fail_at = 5 },
    };
    for (gsize k = 0; k < G_N_ELEMENTS(ways); k++)
      try_host(subject, module->stages[i], &ways[k], look, data, verdict);
  }
}

static void
check_error(Subject *subject, Verdict *verdict)
{
  try_failures(subject, look_for_fault, "life.error", verdict);
  try_everything(subject, NULL, look_for_fault, "life.error", verdict);
}

static void
check_status(Subject *subject, Verdict *verdict)
{
  try_failures(subject, look_for_fault, "life.status", verdict);
  try_everything(subject, NULL, look_for_fault, "life.status", verdict);
}

/* A stage under a host that lacks something. */
typedef struct {
  Subject *subject;
  const stemma_stage *stage;
  const char *what;
} Deprived;

/* One that fails so under every host cannot be judged here. */
static void
fail_unless_always(const Deprived *deprived, stemma_status status,
                   const char *message, Verdict *verdict)
{
  g_autofree char *words = status_words(status, message);
  g_autoptr(Stand) plain =
      stand_open(deprived->subject, deprived->stage, NULL, NULL, verdict);

  if (!plain)
    return;
  stand_run(plain, deprived->subject->samples);
  if (stand_status(plain, NULL) == status)
    verdict_skip(verdict, "with everything, too, it gave the status %s", words);
  else
    verdict_fail(verdict, "without %s it gave the status %s", deprived->what,
                 words);
}

static void
look_at_service(Stand *stand, gpointer data, Verdict *verdict)
{
  const Deprived *deprived = data;
  const char *message;
  stemma_status status = stand_status(stand, &message);

  if (status != STEMMA_OK && status != STEMMA_E_HOST)
    fail_unless_always(deprived, status, message, verdict);
}

static void
check_no_service(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++)
    for (gsize k = 0; k < G_N_ELEMENTS(services); k++) {
      StandSettings settings = { .without = services[k] };
      Deprived deprived = { subject, module->stages[i],
                            *services[k] ? services[k] : "any service" };
      try_host(subject, module->stages[i], &settings, look_at_service,
               &deprived, verdict);
    }
}

static void
look_at_missing(Stand *stand, gpointer data, Verdict *verdict)
{
  const Deprived *deprived = data;
  const char *message;
  stemma_status status = stand_status(stand, &message);

  if (status != STEMMA_OK && status != STEMMA_E_RESOURCE)
    fail_unless_always(deprived, status, message, verdict);
}

static void
check_resource_missing(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);
  const StandSettings settings = { .no_files = TRUE };

  for (guint i = 0; module && i < module->stage_count; i++) {
    Deprived deprived = { subject, module->stages[i], "its data files" };
    try_host(subject, module->stages[i], &settings, look_at_missing, &deprived,
             verdict);
  }
}

/* Call 1, 2, 3 ... fails, until there are no more calls. */
static void
fail_each_call(Subject *subject, const stemma_stage *stage, Verdict *verdict)
{
  g_autoptr(GPtrArray) two = g_ptr_array_new();
  guint calls = 1;

  for (guint i = 0; i < MIN(subject->samples->len, 2); i++)
    g_ptr_array_add(two, subject->samples->pdata[i]);
  for (guint at = 1; at <= MIN(calls, FAILURES_MOST); at++) {
    StandSettings settings = { .fail_at = at, .save_load = TRUE };
    g_autoptr(Stand) stand =
        stand_open(subject, stage, &settings, NULL, verdict);
    if (!stand)
      return;
    stand_run(stand, two);
    calls = stand_calls(stand);
    if (stand_has_failed_call(stand)
        && stand_status(stand, NULL) == STEMMA_OK) {
      verdict_fail(verdict,
                   "stage \"%s\" took no notice when the host's call %u "
                   "failed",
                   stage->id, at);
      return;
    }
  }
}

static void
check_out_of_memory(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++)
    fail_each_call(subject, module->stages[i], verdict);
}

static void
check_old_host(Subject *subject, Verdict *verdict)
{
  StandSettings settings = { .old_host = TRUE };

  try_same(subject, &settings,
           "under a host whose structs end where those of "
           "ABI 1.0 do",
           verdict);
}

static void
check_big_host(Subject *subject, Verdict *verdict)
{
  StandSettings settings = { .big_host = TRUE };

  try_same(subject, &settings, "under a host whose structs are longer",
           verdict);
}

const Check life_checks[] = {
  { "life.open-close", LEVEL_ERROR, "keeps no memory after close",
    "free in close what open made, in worker_close what worker_open made",
    check_open_close },
  { "life.error", LEVEL_ERROR, "says in one line why it failed",
    "return stemma_fail(error, code, \"what is wrong\"): UTF-8, no full stop",
    check_error },
  { "life.status", LEVEL_ERROR, "gives a status that the ABI has",
    "return STEMMA_OK or one of STEMMA_E_...; STEMMA_CANCELLED only when asked",
    check_status },
  { "life.no-service", LEVEL_ERROR,
    "works without each service, or says that it needs it",
    "extension may give NULL: do without, or fail open with STEMMA_E_HOST",
    check_no_service },
  { "life.resource-missing", LEVEL_ERROR,
    "works without its data files, or says that it needs them",
    "return what map returned, with its message", check_resource_missing },
  { "life.out-of-memory", LEVEL_ERROR, "gives up when the host's calls fail",
    "look at what append, key, write and scratch give, and return it",
    check_out_of_memory },
  { "life.malloc-fails", LEVEL_WARNING,
    "gives up, or does its work, when malloc gives nothing",
    "look at what malloc, calloc, realloc and strdup give; return "
    "STEMMA_E_MEMORY",
    check_malloc_fails },
  { "life.old-host", LEVEL_ERROR, "reads nothing that its oldest host lacks",
    "ask STEMMA_HAS before a member that is newer than STEMMA_NEEDS_MINOR",
    check_old_host },
  { "life.big-host", LEVEL_ERROR, "does not mind a newer host",
    "compare sizes with >=, never with ==", check_big_host },
  { .id = NULL },
};
