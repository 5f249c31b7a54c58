/* SPDX-License-Identifier: Apache-2.0
 *
 * validation.c - see validation.h.
 */
#include "validation.h"
#include "child.h"

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

/* A stage that never ends would cost the whole time again for each of the many
 * checks that call it: after some, the rest is not tried. */
enum { LATE_MOST = 3 };

void
validation_run(const Validation *validation,
               void (*tell)(gpointer data, const Check *check,
                            const Verdict *verdict),
               gpointer data)
{
  guint count, late = 0;
  const Check *const *all = checks_all(&count);

  for (guint i = 0; i < count; i++)
    if (validation_has(validation, all[i])) {
      Verdict verdict = { .outcome = OUTCOME_OK };
      if (late == LATE_MOST)
        verdict_skip(&verdict, "%u checks ran out of time", late);
      else
        validation_check(validation, all[i], &verdict);
      if (verdict.late)
        late++;
      tell(data, all[i], &verdict);
    }
}
