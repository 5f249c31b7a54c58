/* SPDX-License-Identifier: Apache-2.0
 *
 * tries.h - what many checks do: look for a broken rule, run every stage over
 * some texts, compare two runs.
 */
#ifndef VALIDATE_TRIES_H
#define VALIDATE_TRIES_H

#include "stand.h"

/* Loads the subject.  FALSE: the description breaks the rule of check `id`
 * (failed), or another one (skipped). */
gboolean rule_holds(Subject *subject, const char *id, Verdict *verdict);

/* What to think of a stage that has run. */
typedef void (*Look)(Stand *stand, gpointer data, Verdict *verdict);

/* Runs each stage of the module over `texts`, one stand for each, and looks. */
void try_stages(Subject *subject, const StandSettings *settings,
                const GPtrArray *texts, Look look, gpointer data,
                Verdict *verdict);

/* Over the samples and the hostile texts, without looking. */
void try_samples(Subject *subject, Verdict *verdict);
void try_everything(Subject *subject, const StandSettings *settings, Look look,
                    gpointer data, Verdict *verdict);

/* A status by its name, and what was said; free with g_free. */
char *status_words(stemma_status status, const char *message);

/* A stage may refuse a text, and must do so in the words of the ABI; what it
 * writes must be sound.  Fails with what is wrong. */
void look_at_run(Stand *stand, gpointer data, Verdict *verdict);

/* `data` is the id of a check: fails with the fault that broke its rule. */
void look_for_fault(Stand *stand, gpointer data, Verdict *verdict);

/* Skips where `rows`, of the samples, are others when the stage runs again: it
 * is no witness against anything else. */
void skip_if_restless(Subject *subject, const stemma_stage *stage,
                      const char *rows, Verdict *verdict);

/* Are the rows of the samples the same with `settings` as without?  `how`
 * stands behind "other rows". */
void try_same(Subject *subject, const StandSettings *settings, const char *how,
              Verdict *verdict);

/* The rows of a stage over the samples; NULL when it cannot be run. */
char *try_rows(Subject *subject, const stemma_stage *stage,
               const StandSettings *settings, Verdict *verdict);

/* Fails when the two differ. */
void compare_rows(const stemma_stage *stage, const char *how, const char *a,
                  const char *b, Verdict *verdict);

/* A stage that has this kind itself or within; NULL and skipped: none. */
typedef enum { HAS_GROUP, HAS_FOLD } Having;
gboolean stage_has(const stemma_stage *stage, Having what);

/* Samples and hostile texts; owns nothing, free with g_ptr_array_unref. */
GPtrArray *all_texts(const Subject *subject, GPtrArray **hostile);

#endif
