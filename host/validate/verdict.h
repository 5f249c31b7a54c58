/* SPDX-License-Identifier: Apache-2.0
 *
 * verdict.h - what a check found.
 */
#ifndef VALIDATE_VERDICT_H
#define VALIDATE_VERDICT_H

#include <glib.h>

typedef enum { OUTCOME_OK, OUTCOME_FAIL, OUTCOME_SKIP } Outcome;

/* Plain data, for it crosses from a child process. */
typedef struct {
  Outcome outcome;
  char message[1024]; /* one line of UTF-8, no full stop; "" when all is well */
  gboolean crashed;   /* the plugin ended the check's process */
  gboolean late;      /* the check ran out of time */
  gboolean misuse;    /* what the user asked for cannot be: nothing was tried */
  gboolean general;   /* it is no fault of this rule: it is so in any check */
} Verdict;

/* The first word counts: a later one changes nothing.  Always FALSE. */
gboolean verdict_fail(Verdict *verdict, const char *format, ...)
    G_GNUC_PRINTF(2, 3);
gboolean verdict_skip(Verdict *verdict, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

/* Nothing has been found yet. */
gboolean verdict_is_open(const Verdict *verdict);

#endif
