/* SPDX-License-Identifier: Apache-2.0
 *
 * sandbox.h - what a process that runs a stranger's code may still do.
 *
 * Two steps.  While the code is loaded and opened: read files, but write none,
 * run no program, open no socket.  While it works: nothing but compute, and a
 * call that it should not make ends it with SIGSYS.  Between them stands what
 * need not be done again for each process that works.
 *
 * Private to this room, but for those who look at a stranger's code: trial.c
 * and the validator.
 */
#ifndef WORKER_SANDBOX_H
#define WORKER_SANDBOX_H

#include <glib.h>

/* Sanitizers map terabytes, make calls of their own and catch signals. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANDBOX_WHOLE 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)        \
    || __has_feature(memory_sanitizer)
#define SANDBOX_WHOLE 0
#endif
#endif
#ifndef SANDBOX_WHOLE
#define SANDBOX_WHOLE 1 /* the call filter and the memory limit too */
#endif

/* A process that opens code.  0, or the errno of a call filter that this system
 * refused; what else is missing is not told, as the filter covers it.
 * `refused` gets the number of the call that ended the process. */
int sandbox_load(gint *refused);

/* The same process when the code is open, for itself and all its copies:
 * nothing but compute from here on, and make copies.  They may hold `memory`
 * bytes beyond what it has now; no file can be opened any more. */
void sandbox_settle(guint64 memory, gint *refused);

/* It has files 0 to 6 open: nothing on the first three, its copy's socket and
 * two regions for a moment, then its own socket.  A copy has two more for a
 * moment when the host lends it one, and where a thread of the stage's asks for
 * another one meanwhile. */
#define SANDBOX_FILES 8

/* A copy that works: it makes no more copies.  What sandbox_load gives, for
 * both steps. */
int sandbox_work(gint *refused);

/* "openat"; "system call 999" where the name is not known.  [any] */
const char *sandbox_call_name(gint number, char *buffer, gsize size);

#endif
