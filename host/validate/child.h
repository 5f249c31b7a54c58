/* SPDX-License-Identifier: Apache-2.0
 *
 * child.h - a check in a process of its own, with a time limit, so that a
 * crash, an exit or a hang is a result like any other.
 */
#ifndef VALIDATE_CHILD_H
#define VALIDATE_CHILD_H

#include "verdict.h"

/* Runs `work` in a child whose standard output and error go to a file of its
 * own.  A crash, an early end or more than `seconds` (of the clock) fails the
 * verdict, in words that say what the child was doing.  FALSE: no process could
 * be made, which `verdict` tells as skipped.  [control], before any thread. */
gboolean child_run(void (*work)(gpointer data, Verdict *verdict), gpointer data,
                   double seconds, Verdict *verdict);

/* In the child: what is about to be called, for the words above: "stage
 * \"hedges\": process on the document \"empty\"".  Nothing outside. */
void child_doing(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* In the child: whether what it was doing is over, so that a crash is told as
 * one after it; again FALSE when the same begins anew.  Cheap. */
void child_has_done(gboolean done);

/* In the child: what it has written to standard output and error.  Free with
 * g_free. */
char *child_said(void);

#endif
