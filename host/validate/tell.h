/* SPDX-License-Identifier: Apache-2.0
 *
 * tell.h - what the checks found, for people and for programs.
 */
#ifndef VALIDATE_TELL_H
#define VALIDATE_TELL_H

#include "check.h"
#include <stdio.h>

typedef enum { TELL_TEXT, TELL_JSON, TELL_JUNIT, TELL_TAP } TellForm;

typedef struct {
  TellForm form;
  const char *path;     /* of the plugin, as given */
  gboolean only_failed; /* the rest is counted alone */
  gboolean self_test;
  Level level; /* failures below it do not count */
  FILE *to;
  guint counts[3]; /* by Outcome */
  guint failed[3]; /* by Level */
  guint told;
  GString *later; /* what must stand behind a count */
} Teller;

/* NULL-terminated names of the forms, in the order of TellForm. */
const char *const *tell_forms(void);

void tell_begin(Teller *teller);
void tell_one(gpointer teller, const Check *check, const Verdict *verdict);
void tell_end(Teller *teller);

/* The list of checks without running any: as lines, or as JSON with advice. */
void tell_list(TellForm form, FILE *to);

#endif
