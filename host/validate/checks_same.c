/* SPDX-License-Identifier: Apache-2.0
 *
 * checks_same.c - the same input gives the same rows, whatever else goes on.
 */
#include "../worker/sandbox.h"
#include "check.h"
#include "rows.h"
#include "tries.h"
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SHARED_BYTES = 1 << 22, BLOCKS = 37, CONFINED_BYTES = 1 << 30 };

static void
check_twice(Subject *subject, Verdict *verdict)
{
  try_same(subject, NULL, "when it ran again", verdict);
}

static void
check_order(Subject *subject, Verdict *verdict)
{
  for (guint64 seed = 1; seed <= 3; seed++) {
    StandSettings settings = { .shuffle = seed + subject->seed };
    try_same(subject, &settings, "when documents came in another order",
             verdict);
  }
}

/* Enough documents that threads meet. */
static void
check_threads(Subject *subject, Verdict *verdict)
{
  static const guint workers[] = { 2, 8 };
  g_autoptr(GPtrArray) hostile = NULL;
  g_autoptr(GPtrArray) all = all_texts(subject, &hostile);
  const GPtrArray *samples = subject->samples;

  subject->samples = all;
  for (guint i = 0; i < G_N_ELEMENTS(workers); i++) {
    StandSettings settings = { .workers = workers[i] };
    try_same(subject, &settings, "with more threads", verdict);
  }
  subject->samples = samples;
}

/* Another value for the first option that has one. */
static gboolean
differ(const stemma_stage *stage, StandSettings *settings, char **value)
{
  for (guint i = 0; i < stage->options.count; i++) {
    const stemma_option *option = STEMMA_AT(stemma_option, stage->options, i);
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    settings->option = option->name;
    if (option->type == STEMMA_OPTION_BOOL)
      *value = g_strdup(
          option->fallback && strchr("yto1", *option->fallback) ? "no" : "yes");
    else if (option->type == STEMMA_OPTION_CHOICE && option->choices[1])
      *value = g_strdup(option->choices[1]);
    else if ((option->type == STEMMA_OPTION_INT
              || option->type == STEMMA_OPTION_FLOAT)
             && option->min < option->max)
      *value = g_strdup(g_ascii_formatd(
          number, sizeof number,
          option->type == STEMMA_OPTION_INT ? "%.0f" : "%.17g", option->max));
    else
      continue;
    settings->value = *value;
    return TRUE;
  }
  settings->option = NULL;
  return FALSE;
}

/* One stage alone, and again beside another one that is open and has run. */
static void
try_instances(Subject *subject, const stemma_stage *stage, Verdict *verdict)
{
  StandSettings settings = { 0 };
  g_autofree char *value = NULL;
  g_autofree char *alone = NULL;
  g_autofree char *beside = NULL;
  g_autoptr(Stand) one = NULL;
  g_autoptr(Stand) other = NULL;

  differ(stage, &settings, &value);
  alone = try_rows(subject, stage, NULL, verdict);
  one = stand_open(subject, stage, NULL, NULL, verdict);
  other = one ? stand_open(subject, stage, &settings, NULL, verdict) : NULL;
  if (!other)
    return;
  stand_run(other, subject->samples);
  stand_run(one, subject->samples);
  beside = stand_rows(one);
  if (strcmp(alone, beside) != 0)
    skip_if_restless(subject, stage, alone, verdict);
  compare_rows(stage, "beside another instance of itself", alone, beside,
               verdict);
}

static void
check_instances(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++)
    if (!(module->stages[i]->flags & STEMMA_STAGE_IMPURE))
      try_instances(subject, module->stages[i], verdict);
}

/* All rows of all stages, in a process of its own, into shared memory.  The
 * subject must not be loaded here before. */
static gboolean
rows_elsewhere(Subject *subject, gboolean crowded, char *to, Verdict *verdict)
{
  pid_t child = fork();
  int status;

  if (child == 0) {
    Verdict inner = { OUTCOME_OK, "" };
    const Module *module;
    GString *all = g_string_new(NULL);
    /* Holes and blocks, so that code, heap and maps lie elsewhere. */
    for (guint i = 0; crowded && i < BLOCKS; i++) {
      void *volatile block = malloc(4096 * (i + 1) + 16);
      mmap(NULL, 4096 * (i * i + 1), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1,
           0);
      (void)block;
    }
    module = subject_load(subject, &inner);
    for (guint i = 0; module && i < module->stage_count; i++) {
      g_autofree char *rows =
          module->stages[i]->flags & STEMMA_STAGE_IMPURE
              ? NULL
              : try_rows(subject, module->stages[i], NULL, &inner);
      g_string_append(all, rows ? rows : "");
    }
    g_strlcpy(to, all->str, SHARED_BYTES);
    _exit(module ? 0 : 1);
  }
  if (child < 0 || waitpid(child, &status, 0) != child)
    return verdict_skip(verdict, "no process could be made");
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
    return TRUE;
  if (WIFEXITED(status))
    return verdict_skip(verdict, "it cannot be loaded");
  raise(WTERMSIG(status)); /* the parent knows what it was doing */
  return FALSE;
}

static void
check_process(Subject *subject, Verdict *verdict)
{
  char *a = mmap(NULL, 2 * SHARED_BYTES, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  char *b = a + SHARED_BYTES;
  g_autofree char *difference = NULL;

  if (!subject_read(subject, verdict))
    return;
  if (a == MAP_FAILED) {
    verdict_skip(verdict, "no memory to share");
    return;
  }
  if (rows_elsewhere(subject, FALSE, a, verdict)
      && rows_elsewhere(subject, TRUE, b, verdict))
    difference = rows_difference(a, b);
  if (difference)
    verdict_fail(verdict, "it wrote other rows in another process: %s",
                 difference);
  munmap(a, 2 * SHARED_BYTES);
}

/* What one stage did in a process without rights. */
typedef struct {
  gint trouble; /* why the rights could not be taken */
  gint refused; /* the call that ended it */
  char rows[SHARED_BYTES];
} Confined;

G_NORETURN static void
confine(Subject *subject, guint number, Confined *to)
{
  Verdict none = { OUTCOME_OK, "" };
  const Module *module = subject_load(subject, &none);
  g_autoptr(Stand) stand = NULL;
  g_autofree char *rows = NULL;

  if (!module)
    _exit(1);
  stand = stand_open(subject, module->stages[number], NULL, NULL, &none);
  if (!stand)
    _exit(1);
  to->trouble = sandbox_load(&to->refused);
  sandbox_settle(CONFINED_BYTES, &to->refused);
  if (to->trouble == 0)
    to->trouble = sandbox_work(&to->refused);
  stand_run(stand, subject->samples);
  rows = stand_rows(stand);
  g_strlcpy(to->rows, rows, SHARED_BYTES);
  _exit(0);
}

static void
judge_confined(const stemma_stage *stage, const Confined *found, int status,
               Verdict *verdict)
{
  char number[32];

  if (found->trouble != 0)
    verdict_skip(verdict, "this system has no filter for calls");
  else if (WIFSIGNALED(status) && found->refused > 0)
    verdict_fail(verdict, "stage \"%s\" called %s, which ends it there",
                 stage->id,
                 sandbox_call_name(found->refused, number, sizeof number));
  else if (WIFSIGNALED(status))
    raise(WTERMSIG(status));
  else if (WEXITSTATUS(status) != 0)
    verdict_skip(verdict, "stage \"%s\" does not open there", stage->id);
}

static void
try_confined(Subject *subject, guint number, const stemma_stage *stage,
             Confined *found, Verdict *verdict)
{
  g_autofree char *here = NULL;
  pid_t child = fork();
  int status;

  if (child == 0)
    confine(subject, number, found);
  if (child < 0 || waitpid(child, &status, 0) != child)
    verdict_skip(verdict, "no process could be made");
  else
    judge_confined(stage, found, status, verdict);
  if (verdict_is_open(verdict) && !(stage->flags & STEMMA_STAGE_IMPURE))
    here = try_rows(subject, stage, NULL, verdict);
  if (here && strlen(here) < SHARED_BYTES && strcmp(here, found->rows) != 0)
    skip_if_restless(subject, stage, here, verdict);
  if (here && strlen(here) < SHARED_BYTES)
    compare_rows(stage, "in a process without rights", here, found->rows,
                 verdict);
}

/* Each stage in a process of its own, for rights do not come back. */
static void
check_isolated(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  if (module && !SANDBOX_WHOLE)
    verdict_skip(verdict, "a sanitizer leaves no room for it");
  for (guint i = 0;
       module && verdict_is_open(verdict) && i < module->stage_count; i++) {
    Confined *found = mmap(NULL, sizeof *found, PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (found == MAP_FAILED) {
      verdict_skip(verdict, "no memory to share");
      return;
    }
    try_confined(subject, i, module->stages[i], found, verdict);
    munmap(found, sizeof *found);
  }
}

/* Those that differ most from C in what programs ask of them. */
static void
check_locale(Subject *subject, Verdict *verdict)
{
  static const char *const locales[] = { "C.UTF-8", "de_DE.UTF-8",
                                         "tr_TR.UTF-8", "fr_FR.UTF-8" };
  const Module *module = subject_load(subject, verdict);
  guint found = 0;

  for (guint i = 0; module && i < module->stage_count; i++) {
    g_autofree char *here =
        module->stages[i]->flags & STEMMA_STAGE_IMPURE
            ? NULL
            : try_rows(subject, module->stages[i], NULL, verdict);
    for (guint k = 0; here && k < G_N_ELEMENTS(locales); k++) {
      g_autofree char *how = g_strdup_printf("in the locale %s", locales[k]);
      g_autofree char *there = NULL;
      if (!setlocale(LC_ALL, locales[k]))
        continue;
      found++;
      there = try_rows(subject, module->stages[i], NULL, verdict);
      setlocale(LC_ALL, "C");
      if (there && strcmp(here, there) != 0)
        skip_if_restless(subject, module->stages[i], here, verdict);
      if (there)
        compare_rows(module->stages[i], how, here, there, verdict);
    }
  }
  if (module && found == 0)
    verdict_skip(verdict, "no locale but C is installed");
}

const Check same_checks[] = {
  { "same.twice", LEVEL_ERROR, "writes the same rows when it runs again",
    "no clock, no chance but job->seed; or flag it STEMMA_STAGE_IMPURE",
    check_twice },
  { "same.order", LEVEL_ERROR, "writes the same rows in any order of documents",
    "keep nothing from one document for the next in the worker object",
    check_order },
  { "same.threads", LEVEL_ERROR, "writes the same rows with 2 and 8 threads",
    "self is constant after open; scratch lies in the worker object",
    check_threads },
  { "same.instances", LEVEL_ERROR,
    "writes the same rows beside another instance",
    "keep all that open makes in self, nothing in static variables",
    check_instances },
  { "same.process", LEVEL_ERROR, "writes the same rows in another process",
    "let no row depend on an address, the process or its environment",
    check_process },
  { "same.isolated", LEVEL_ERROR,
    "writes the same rows in a process without rights",
    "read files in open, through stemma.resource/1; later on only compute",
    check_isolated },
  { "same.locale", LEVEL_ERROR, "writes the same rows in any locale",
    "no isalpha, strtod, printf, strcoll: they follow the locale",
    check_locale },
  { .id = NULL },
};
