/* SPDX-License-Identifier: Apache-2.0
 *
 * process-private.h - what the two halves of a WorkerProcess share: process.c,
 * its life, and process_call.c, a call.
 */
#ifndef WORKER_PROCESS_PRIVATE_H
#define WORKER_PROCESS_PRIVATE_H

#include "message.h"
#include "process.h"

/* Of a region, to begin with. */
#define FIRST_SIZE (256u << 10)
/* So often it is looked whether time is up or the run ends. */
#define LOOK_MICROSECONDS 100000
/* Copies that are made one after the other cost the keeper half as much, as
 * what that needs is in the processor's cache. */
#define SPARES_MOST 4

struct WorkerProcess {
  Keeper *keeper;
  guint number;
  int process; /* 0: none runs */
  int socket;
  int spares[SPARES_MOST]; /* sockets of those that are ready, or will be */
  guint spare_count;
  guint ends; /* how many have ended before their time, so others may */
  guint starts;
  Region ask;
  Region answer;
  FrameWriter writer;
  gboolean brief; /* the last call was */
  gsize kept;
  gsize answered; /* bytes of the last answer */
  char *words;
};

/* Takes `words`, which say how it ended or why it cannot be had. */
void process_take_words(WorkerProcess *process, char *words);

/* The status that the process has ended with; -1: it had not, and is ended. */
int process_end(WorkerProcess *process);

/* So that the end of this one costs no wait for the next one: a fork is a
 * hundred times as long as a short call. */
void process_order_spares(WorkerProcess *process);

#endif
