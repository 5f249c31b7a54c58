/* SPDX-License-Identifier: Apache-2.0
 *
 * validation.c - see validation.h.
 */
#include "validation.h"
#include "child.h"
#include "probe.h"
#include <string.h>

static gboolean
matches(char *const *patterns, const char *id)
{
  for (; *patterns; patterns++) {
    g_auto(GStrv) parts = g_strsplit(*patterns, ",", -1);
    for (guint i = 0; parts[i]; i++)
      if (g_pattern_match_simple(g_strstrip(parts[i]), id))
        return TRUE;
  }
  return FALSE;
}

gboolean
validation_has(const Validation *validation, const Check *check)
{
  return (!validation->include || matches(validation->include, check->id))
         && (!validation->exclude || !matches(validation->exclude, check->id));
}

typedef struct {
  const Validation *validation;
  const Check *check;
} Task;

static void
work(gpointer data, Verdict *verdict)
{
  const Task *task = data;
  const Validation *validation = task->validation;
  Subject subject = { .path = validation->path,
                      .folders = validation->folders,
                      .settings = validation->settings,
                      .samples = validation->samples,
                      .seed = validation->seed };

  task->check->run(&subject, verdict);
  candidate_clear(&subject.candidate);
  if (subject.catalogue)
    catalogue_free(subject.catalogue);
}

void
validation_check(const Validation *validation, const Check *check,
                 Verdict *verdict)
{
  Task task = { validation, check };

  if (validation->in_process)
    work(&task, verdict);
  else
    child_run(work, &task, validation->seconds, verdict);
}

/* The samples are short. */
static const double probe_seconds = 20.0;

gboolean
validation_probe(const Validation *validation, Verdict *plain)
{
  static const Check check = { .run = probe_subject };
  Validation brief = *validation;

  *plain = (Verdict){ .outcome = OUTCOME_OK };
  brief.seconds = MIN(brief.seconds, probe_seconds);
  if (!validation->in_process)
    validation_check(&brief, &check, plain);
  return !plain->misuse;
}

/* A stage that never ends would cost the whole time again for each of the many
 * checks that call it: after some, the rest is not tried. */
enum { LATE_MOST = 3 };

/* A crash that comes in whatever is done is told once, and leaves the other
 * checks untried. */
static void
compare_with_plain(const Verdict *plain, gboolean *told, Verdict *verdict)
{
  char message[sizeof verdict->message];

  verdict->general = (plain->late && verdict->late)
                     || (plain->crashed && verdict->crashed
                         && strcmp(plain->message, verdict->message) == 0);
  if (verdict->general && verdict->crashed && *told) {
    memcpy(message, verdict->message, sizeof message);
    *verdict = (Verdict){ .outcome = OUTCOME_OK };
    verdict_skip(verdict, "as before: %s", message);
  } else if (verdict->general) {
    *told = TRUE;
  }
}

void
validation_run(const Validation *validation, const Verdict *plain,
               void (*tell)(gpointer data, const Check *check,
                            const Verdict *verdict),
               gpointer data)
{
  guint count, late = 0, late_most = plain->late ? 1 : LATE_MOST;
  gboolean told = FALSE;
  const Check *const *all = checks_all(&count);

  for (guint i = 0; i < count; i++)
    if (validation_has(validation, all[i])) {
      Verdict verdict = { .outcome = OUTCOME_OK };
      if (late == late_most)
        verdict_skip(&verdict, "%u check%s ran out of time", late,
                     late == 1 ? "" : "s");
      else
        validation_check(validation, all[i], &verdict);
      if (verdict.late)
        late++;
      compare_with_plain(plain, &told, &verdict);
      tell(data, all[i], &verdict);
    }
}
