/* SPDX-License-Identifier: Apache-2.0
 *
 * check.h - one thing that a plugin promises, and the function that looks
 * whether it keeps it.
 *
 * The checks of a subject are a table at the end of checks_SUBJECT.c; the
 * tables together are the conformance list (sdk/docs/conformance.md).
 */
#ifndef VALIDATE_CHECK_H
#define VALIDATE_CHECK_H

#include "subject.h"

/* How much a failure matters. */
typedef enum {
  LEVEL_ERROR,   /* a host may refuse it, or its results are wrong */
  LEVEL_WARNING, /* it works here, and will hurt somebody */
  LEVEL_ADVICE   /* it could be better */
} Level;

typedef struct {
  const char *id;     /* "row.span" */
  Level level;        /* of a failure */
  const char *title;  /* what holds when it passes: no capital, no full stop */
  const char *advice; /* what to do when it fails */
  /* Runs in a child process.  Fails the verdict, skips it, or leaves it. */
  void (*run)(Subject *subject, Verdict *verdict);
} Check;

const char *level_name(Level level);

/* All checks, in the order of the list; `*count` gets their number. */
const Check *const *checks_all(guint *count);

/* The tables, each ended by an entry without an id. */
extern const Check file_checks[];
extern const Check module_checks[];
extern const Check stage_checks[];
extern const Check option_checks[];
extern const Check layer_checks[];
extern const Check port_checks[];
extern const Check life_checks[];
extern const Check row_checks[];
extern const Check read_checks[];
extern const Check text_checks[];
extern const Check same_checks[];
extern const Check state_checks[];
extern const Check fold_checks[];
extern const Check group_checks[];
extern const Check manner_checks[];

#endif
