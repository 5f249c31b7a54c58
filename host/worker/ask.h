/* SPDX-License-Identifier: Apache-2.0
 *
 * ask.h - what a worker process asks of its host while a call is on its way:
 * more room to answer, and files.
 *
 * For the worker's side; worker_disk is for what runs in it.
 */
#ifndef WORKER_ASK_H
#define WORKER_ASK_H

#include "disk.h"
#include "message.h"

/* A call is on its way between these two; outside of them the host does not
 * listen. */
void ask_begin(void);
void ask_end(void);

/* Says `message`, and takes the answer; `file` gets the one that comes with it,
 * or -1, and may be NULL.  FALSE: errno; ENOTSUP outside of a call.  Any
 * thread. */
gboolean ask_host(Message *message, int *file);

/* Files that the host lends: it makes them, this process does not grow them. */
extern const Disk worker_disk;

#endif
