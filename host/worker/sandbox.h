/* SPDX-License-Identifier: Apache-2.0
 *
 * sandbox.h - what a process that runs a stranger's code may still do.
 *
 * Two steps.  While the code is loaded and opened: read files, but write none,
 * run no program, open no socket.  While it works: nothing but compute, and a
 * call that it should not make ends it with SIGSYS.
 *
 * Private to this room, but for sandbox_call_name.
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

/* Each gives 0, or the errno of a call filter that this system refused; what
 * else is missing is not told, as the filter covers it.  `refused` gets the
 * number of the call that ended the process. */
int sandbox_load(gint *refused);
int sandbox_work(gint *refused);

/* A process that works has files 0 to 5 open: nothing on the first three, then
 * its socket and two regions. */
#define SANDBOX_FILES 6

/* Limits of a process that works: `memory` bytes beyond what it has now. */
void sandbox_limit(guint64 memory);

/* "openat"; "system call 999" where the name is not known.  [any] */
const char *sandbox_call_name(gint number, char *buffer, gsize size);

#endif
