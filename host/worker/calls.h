/* SPDX-License-Identifier: Apache-2.0
 *
 * calls.h - system calls by what the sandbox makes of them: calls.txt, less
 * those that this machine does not have.
 *
 * Private to this room.
 */
#ifndef WORKER_CALLS_H
#define WORKER_CALLS_H

#include <glib.h>

typedef enum {
  RULE_NONE,  /* not while a stage works; here for its name alone */
  RULE_KEEP,  /* a keeper makes workers with it; a worker can do no harm */
  RULE_ALLOW, /* a working stage computes with it */
  RULE_FAIL,  /* harmless, and fails with EPERM: a library looks whether it
               * may, and goes on */
  RULE_BAR    /* not even while code is loaded */
} Rule;

typedef struct {
  gint number;
  Rule rule;
  const char *name;
} SystemCall;

/* All of them, in no order that means anything.  [any] */
const SystemCall *system_calls(guint *count);

#endif
