/* SPDX-License-Identifier: Apache-2.0
 *
 * remote-private.h - what remote.c and remote_open.c share.
 */
#ifndef ENGINE_REMOTE_PRIVATE_H
#define ENGINE_REMOTE_PRIVATE_H

#include "remote.h"
#include "serve.h"

/* Of one call; the rest is dropped. */
#define LOGS_MOST 1000u

/* What one worker process has been told. */
typedef struct {
  WorkerProcess *process;
  gboolean *kept; /* by step of the stage: its corpus layers are there */
  guint epoch;    /* of those */
  guint starts;   /* when its states were last whole */
} Desk;

struct Remote {
  Engine *engine;
  guint number;
  const char *name;
  guint first; /* its first step */
  guint count; /* of its steps */
  double timeout;
  Server *server;
  Keeper *keeper;
  Desk *desks;
  GPtrArray *folds;      /* of RemoteFold, borrowed */
  _Atomic guint crashes; /* in a row */
  _Atomic gboolean stopped;
  _Atomic gboolean stop_told;
};

#endif
