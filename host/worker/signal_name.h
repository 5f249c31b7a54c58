/* SPDX-License-Identifier: Apache-2.0
 *
 * signal_name.h - what to call the signal that ended a process.
 */
#ifndef WORKER_SIGNAL_NAME_H
#define WORKER_SIGNAL_NAME_H

#include <glib.h>

/* The signals that end a process which does something that it should not. */
enum { SIGNAL_NAMES = 13 };
typedef struct {
  int number;
  const char *name;
} SignalName;
extern const SignalName signal_names[SIGNAL_NAMES];

/* "SIGSEGV"; "signal 62" for one without a name.  The caller's.  [any] */
char *signal_name(int number);

#endif
