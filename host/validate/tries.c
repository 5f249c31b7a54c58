/* SPDX-License-Identifier: Apache-2.0
 *
 * tries.c - see tries.h.
 */
#include "tries.h"
#include "rows.h"
#include <string.h>

gboolean
rule_holds(Subject *subject, const char *id, Verdict *verdict)
{
  g_autoptr(GError) error = NULL;
  const char *rule = NULL;

  if (!subject_read(subject, verdict))
    return FALSE;
  if (!subject_judge(subject, &rule, &error))
    return verdict_skip(verdict, "%s", error->message);
  if (!rule)
    return TRUE;
  if (strcmp(rule, id) == 0)
    return verdict_fail(verdict, "%s", error->message);
  return verdict_skip(verdict, "%s", error->message);
}

void
try_stages(Subject *subject, const StandSettings *settings,
           const GPtrArray *texts, Look look, gpointer data, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++) {
    g_autoptr(Stand) stand =
        stand_open(subject, module->stages[i], settings, NULL, verdict);
    if (!stand)
      continue;
    stand_run(stand, texts);
    if (look)
      look(stand, data, verdict);
  }
}

GPtrArray *
all_texts(const Subject *subject, GPtrArray **hostile)
{
  GPtrArray *all = g_ptr_array_new();

  *hostile = texts_hostile();
  for (guint i = 0; i < subject->samples->len; i++)
    g_ptr_array_add(all, subject->samples->pdata[i]);
  for (guint i = 0; i < (*hostile)->len; i++)
    g_ptr_array_add(all, (*hostile)->pdata[i]);
  return all;
}

void
try_everything(Subject *subject, const StandSettings *settings, Look look,
               gpointer data, Verdict *verdict)
{
  g_autoptr(GPtrArray) hostile = NULL;
  g_autoptr(GPtrArray) all = all_texts(subject, &hostile);

  try_stages(subject, settings, all, look, data, verdict);
}

void
try_samples(Subject *subject, Verdict *verdict)
{
  try_stages(subject, NULL, subject->samples, NULL, NULL, verdict);
}

void
look_for_fault(Stand *stand, gpointer data, Verdict *verdict)
{
  const char *fault = stand_fault(stand, data);

  if (fault)
    verdict_fail(verdict, "%s", fault);
}

char *
status_words(stemma_status status, const char *message)
{
  static const char *const names[] = {
    "STEMMA_OK",       "STEMMA_E_OPTION", "STEMMA_E_INPUT", "STEMMA_E_RESOURCE",
    "STEMMA_E_MEMORY", "STEMMA_E_LIMIT",  "STEMMA_E_HOST",  "STEMMA_E_INTERNAL",
  };
  gboolean known = status <= 0 && -status < (int)G_N_ELEMENTS(names);
  g_autofree char *number = g_strdup_printf("%d", status);

  return g_strconcat(known ? names[-status] : number,
                     message && *message ? ": " : "", message ? message : "",
                     NULL);
}

void
look_at_run(Stand *stand, gpointer data, Verdict *verdict)
{
  const char *fault = stand_fault(stand, NULL), *message;
  stemma_status status = stand_status(stand, &message);
  g_autofree char *words = status_words(status, message);

  (void)data;
  if (!fault)
    fault = stand_fault(stand, "life.status");
  if (fault)
    verdict_fail(verdict, "%s", fault);
  if (status != STEMMA_OK && status != STEMMA_E_INPUT
      && status != STEMMA_E_LIMIT)
    verdict_fail(verdict, "it gave the status %s", words);
}

char *
try_rows(Subject *subject, const stemma_stage *stage,
         const StandSettings *settings, Verdict *verdict)
{
  g_autoptr(Stand) stand = stand_open(subject, stage, settings, NULL, verdict);

  if (!stand)
    return NULL;
  stand_run(stand, subject->samples);
  return stand_rows(stand);
}

void
compare_rows(const stemma_stage *stage, const char *how, const char *a,
             const char *b, Verdict *verdict)
{
  g_autofree char *difference = rows_difference(a, b);

  if (difference)
    verdict_fail(verdict, "stage \"%s\" wrote other rows %s: %s", stage->id,
                 how, difference);
}

void
skip_if_restless(Subject *subject, const stemma_stage *stage, const char *rows,
                 Verdict *verdict)
{
  g_autofree char *again = try_rows(subject, stage, NULL, verdict);

  if (again && strcmp(rows, again) != 0)
    verdict_skip(verdict,
                 "stage \"%s\" writes other rows each time it runs (see "
                 "same.twice)",
                 stage->id);
}

void
try_same(Subject *subject, const StandSettings *settings, const char *how,
         Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++) {
    g_autofree char *a =
        module->stages[i]->flags & STEMMA_STAGE_IMPURE
            ? NULL
            : try_rows(subject, module->stages[i], NULL, verdict);
    g_autofree char *b =
        a ? try_rows(subject, module->stages[i], settings, verdict) : NULL;
    if (b && settings && strcmp(a, b) != 0)
      skip_if_restless(subject, module->stages[i], a, verdict);
    if (b)
      compare_rows(module->stages[i], how, a, b, verdict);
  }
}

gboolean
stage_has(const stemma_stage *stage, Having what)
{
  if (what == HAS_GROUP ? stage->group != NULL : stage->fold != NULL)
    return TRUE;
  for (guint i = 0; stage->chain && i < stage->chain->stages.count; i++)
    if (stage_has(*STEMMA_AT(stemma_stage *, stage->chain->stages, i), what))
      return TRUE;
  return FALSE;
}
