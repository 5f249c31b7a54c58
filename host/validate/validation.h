/* SPDX-License-Identifier: Apache-2.0
 *
 * validation.h - the checks that are asked for, run one after the other, each
 * in a child.
 */
#ifndef VALIDATE_VALIDATION_H
#define VALIDATE_VALIDATION_H

#include "check.h"

typedef struct {
  const char *path;          /* of the plugin file */
  const GPtrArray *folders;  /* of char *: searched for plugins; may be NULL */
  const GPtrArray *settings; /* of Override: STAGE.OPTION=VALUE; may be NULL */
  const GPtrArray *samples;  /* of Text; not empty */
  guint64 seed;
  char *const *include; /* patterns of ids ("row.*"); NULL: all */
  char *const *exclude; /* NULL: none */
  double seconds;       /* for each check, of the clock */
  gboolean in_process;  /* no children, for a debugger */
} Validation;

/* Is the check asked for? */
gboolean validation_has(const Validation *validation, const Check *check);

/* One check, whatever is asked for. */
void validation_check(const Validation *validation, const Check *check,
                      Verdict *verdict);

/* What is known before the first check, as `plain` of the next function: how
 * each stage fares over the samples, in a child.  FALSE: the settings fit no
 * stage, and `plain` says which of them.  In process nothing is tried. */
gboolean validation_probe(const Validation *validation, Verdict *plain);

/* All that are asked for, in the order of the list.  [control] */
void validation_run(const Validation *validation, const Verdict *plain,
                    void (*tell)(gpointer data, const Check *check,
                                 const Verdict *verdict),
                    gpointer data);

/* Runs each check of the list that is asked for on the plugins in `folder`
 * that break it (ID.so, ID~VARIANT.so) and on the good one (good.so), and
 * tells of each whether it failed and passed as it should. */
void validation_self_test(const Validation *validation, const char *folder,
                          void (*tell)(gpointer data, const Check *check,
                                       const Verdict *verdict),
                          gpointer data);

/* Where these plugins lie: beside the program in a build tree, or installed
 * with the headers.  Free with g_free. */
char *self_test_folder(void);

#endif
