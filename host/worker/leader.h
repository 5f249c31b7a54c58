/* SPDX-License-Identifier: Apache-2.0
 *
 * leader.h - the end of a child process that leads a group: whatever it has
 * forked ends with it, and nobody else does.
 */
#ifndef WORKER_LEADER_H
#define WORKER_LEADER_H

#include <glib.h>

/* Whether the child has ended.  It is not reaped. */
gboolean leader_has_ended(int leader);

/* Waits until the child has ended, at most until `deadline` of the monotonic
 * clock (0: not at all), ends it and its group, and reaps it: its status, as of
 * waitpid.  `late` tells whether it was ended before it did by itself; it may
 * be NULL. */
int leader_end(int leader, gint64 deadline, gboolean *late);

#endif
