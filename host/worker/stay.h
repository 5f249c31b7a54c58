/* SPDX-License-Identifier: Apache-2.0
 *
 * stay.h - keeps a thread of the host and the worker process that it waits for
 * on one processor.
 *
 * One of them waits while the other works, so a second processor is no gain.
 * The kernel wakes whoever has to work next on an idle processor, where nothing
 * of what it reads is cached: waking it there and fetching all that cost a
 * fifth of a text of 64 KB.  So a thread that makes one brief call after the
 * other is bound to the processor that it is on, and each worker follows it
 * there.  After a while one call is left to the kernel, so that threads do not
 * crowd on one processor while another is idle.
 *
 * For the engine's threads; the rest is private to this room.
 */
#ifndef WORKER_STAY_H
#define WORKER_STAY_H

#include <glib.h>
#include <sched.h>

/* No processor: wherever the kernel likes. */
#define ANYWHERE (-1)

/* Between these two a thread takes one piece of work after the other; without
 * them it is never bound.  A bound thread starts no other one. */
void stay_enter(void);
void stay_leave(void);

/* Before a call: the processor on which it is to be made, or ANYWHERE.
 * `brief`: it is not expected to last. */
int stay_begin(gboolean brief);
/* In a call that lasts: whoever works in it shall not keep this thread off its
 * processor. */
void stay_wait(void);
/* Was it brief? */
gboolean stay_end(void);

/* In a worker process: binds this thread to `processor`; ANYWHERE: to `all`
 * that it had at its begin.  `now` is where it is bound. */
void stay_follow(int processor, const cpu_set_t *all, int *now);

#endif
