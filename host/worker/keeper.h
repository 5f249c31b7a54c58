/* SPDX-License-Identifier: Apache-2.0
 *
 * keeper.h - a process that has loaded and opened a stage, and is copied for
 * each worker process that runs it.
 *
 * It is forked before the corpus is read, while this program is small, so a
 * new worker costs a fraction of a millisecond whatever the run holds by then.
 * Whatever a stage's code does, it does in the keeper or in a worker.
 */
#ifndef WORKER_KEEPER_H
#define WORKER_KEEPER_H

#include "commons.h"
#include "disk.h"
#include "frame.h"

#define WORKER_ERROR (worker_error_quark())
GQuark worker_error_quark(void);

typedef enum {
  WORKER_ERROR_OPEN,   /* what `open` said */
  WORKER_ERROR_ENDED,  /* how it ended instead of opening */
  WORKER_ERROR_PROCESS /* no process could be had */
} WorkerError;

/* What a worker process and the host share beside frames; one for each. */
typedef struct {
  gint cancelled; /* the host's: 1: stop soon */
  gint refused;   /* the number of the call that the sandbox ended it for; -1 */
  gint open_wide; /* the errno of a call filter that was refused; 0 */
  gint reserved;
  guint64 at; /* the worker's: how many parts of a long call are done */
} WorkerPage;

/* What is done in the other processes. */
typedef struct {
  /* In the keeper, once.  FALSE: `message` for people, which are told it as it
   * is.  Whatever is put into `answer` comes back from keeper_start. */
  gboolean (*open)(gpointer data, GByteArray *answer, GString *message);
  void (*close)(gpointer data);
  /* In each worker, before and after all calls. */
  void (*begin)(gpointer data, WorkerPage *page);
  void (*end)(gpointer data);
  /* In a worker: one call. */
  void (*serve)(gpointer data, FrameReader *ask, FrameWriter *answer);
  gpointer data;
} KeeperWork;

typedef struct {
  guint workers;
  guint64 memory;         /* bytes that each worker may have for itself */
  double open_seconds;    /* for `open` */
  const Commons *commons; /* what they may read beside; may be NULL */
  DiskFile lend;          /* files for a worker's memory; NULL: none */
} KeeperLimits;

/* A program that is begun as the keeper, instead of a copy of this one: it has
 * loaded little, so that copies of it cost little (program.h). */
typedef struct {
  const char *path;
  const GByteArray *order; /* what it is to do */
} KeeperProgram;

typedef struct Keeper Keeper;

/* Forks the keeper and waits until it has opened; `program` and `answer` may be
 * NULL.  NULL with WORKER_ERROR.  [control], before any thread is started. */
Keeper *keeper_start(const KeeperWork *work, const KeeperProgram *program,
                     const KeeperLimits *limits, GByteArray *answer,
                     GError **error);
/* Ends it and all its workers. */
void keeper_stop(Keeper *keeper);

/* The errno of a call filter that this system refused to some worker so far;
 * 0: none.  [any] */
int keeper_open_wide(const Keeper *keeper);

/* Private to this room.  [any] */
WorkerPage *keeper_page(const Keeper *keeper, guint worker);
guint64 keeper_memory(const Keeper *keeper);
/* What `lend` gives. */
int keeper_lend(const Keeper *keeper, guint64 length);
/* Orders a worker with these files: socket, ask, answer.  It says hello, or
 * the socket is closed.  FALSE: there is no keeper any more. */
gboolean keeper_fork(Keeper *keeper, guint worker, const int files[3]);
/* Tells how it ended, as waitpid does; -1: it lives on. */
int keeper_end(Keeper *keeper, int process);
/* Ends it, and does not wait until it has: to take a large process apart takes
 * long. */
void keeper_kill(Keeper *keeper, int process);

/* "SIGSEGV", "it ended its process (exit status 3)", ...; `page` may be
 * NULL. */
char *keeper_words(int status, const WorkerPage *page);

#endif
