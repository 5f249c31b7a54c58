/* SPDX-License-Identifier: Apache-2.0
 *
 * process_call.c - one call of a worker process: asks, gives what the worker
 * wants meanwhile, and has patience until it answers, ends or is late.
 */
#include "process-private.h"
#include "stay.h"
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* The host's patience is that much longer than what the stage knows of, so that
 * one that asks whether to stop is not killed. */
#define GRACE_MICROSECONDS 100000
/* From "stop soon" to the end of patience. */
#define STOP_SECONDS 1

/* One call on its way. */
typedef struct {
  WorkerProcess *process;
  const WorkerLimit *limit;
  WorkerPage *page;
  guint64 at;      /* parts that were done when last looked */
  gint64 deadline; /* of the monotonic clock; 0: none */
  gint64 stop;     /* when patience with a cancelled call ends; 0: it is not */
} Waiting;

static void
set_deadline(Waiting *waiting)
{
  if (waiting->limit->seconds > 0)
    waiting->deadline =
        g_get_monotonic_time()
        + (gint64)(MIN(waiting->limit->seconds, 1e9) * G_USEC_PER_SEC);
}

/* Microseconds until patience ends; many where it never does. */
static gint64
patience(const Waiting *waiting)
{
  return waiting->deadline
             ? waiting->deadline + GRACE_MICROSECONDS - g_get_monotonic_time()
             : G_MAXINT64;
}

/* What the worker says; FALSE with EAGAIN: it is time to look again. */
static gboolean
receive(const Waiting *waiting, Message *message)
{
  gint64 left = patience(waiting);

  return left < LOOK_MICROSECONDS
             ? message_await(waiting->process->socket, MAX(left, 0), message)
             : message_receive(waiting->process->socket, message);
}

static gboolean
is_late(Waiting *waiting)
{
  guint64 at = __atomic_load_n(&waiting->page->at, __ATOMIC_RELAXED);

  if (waiting->limit->parts && at != waiting->at) {
    waiting->at = at;
    set_deadline(waiting);
  }
  return patience(waiting) < 0;
}

static gboolean
is_stopped(Waiting *waiting)
{
  volatile int *cancelled = waiting->limit->cancelled;

  if (waiting->stop)
    return g_get_monotonic_time() > waiting->stop;
  if (!cancelled || !g_atomic_int_get(cancelled))
    return FALSE;
  __atomic_store_n(&waiting->page->cancelled, 1, __ATOMIC_RELAXED);
  waiting->stop = g_get_monotonic_time() + STOP_SECONDS * G_USEC_PER_SEC;
  return FALSE;
}

/* Its socket is closed. */
static WorkerResult
take_end(WorkerProcess *process)
{
  WorkerPage page = *keeper_page(process->keeper, process->number);
  int status = process_end(process);

  process_take_words(process, status < 0 ? g_strdup("it hung up on its host")
                                         : keeper_words(status, &page));
  return status >= 0 && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL
             ? WORKER_KILLED
             : WORKER_CRASHED;
}

/* It said what is not agreed on. */
static WorkerResult
hang_up(WorkerProcess *process)
{
  worker_process_retire(process);
  process_take_words(process, g_strdup("it answered what nobody asked"));
  return WORKER_CRASHED;
}

void
worker_process_distrust(WorkerProcess *process)
{
  hang_up(process);
}

/* All that a worker writes is held twice, there and here: it needs no more than
 * it may have, and as much again for what is lost at the ends of rows. */
static void
grow_answer(WorkerProcess *process, guint64 size)
{
  guint64 most = 2 * keeper_memory(process->keeper) + FIRST_SIZE;
  Message grown = { .kind = MESSAGE_GROWN };

  if (size <= most)
    region_grow(&process->answer,
                (gsize)MIN(MAX(size, 2 * process->answer.size), most));
  grown.answer_size = process->answer.size;
  message_send(process->socket, &grown);
}

/* The file is the worker's alone: it goes with it. */
static void
lend_file(const WorkerProcess *process, guint64 length)
{
  int file = keeper_lend(process->keeper, length);
  const Message lent = { .kind = MESSAGE_LENT, .number = file < 0 ? errno : 0 };

  if (file < 0) {
    message_send(process->socket, &lent);
    return;
  }
  message_send_files(process->socket, &lent, &file, 1);
  close(file);
}

/* FALSE: the worker does not keep to what was agreed. */
static gboolean
take_done(WorkerProcess *process, const Message *message, FrameReader *answer)
{
  if (message->kind != MESSAGE_DONE
      || message->sequence != process->writer.sequence
      || message->length > process->answer.size)
    return FALSE;
  process->answered = (gsize)message->length;
  *answer = (FrameReader){ process->answer.bytes, process->answered, 0,
                           message->sequence };
  return TRUE;
}

static WorkerResult
await_answer(Waiting *waiting, FrameReader *answer)
{
  WorkerProcess *process = waiting->process;
  Message message;

  for (;;) {
    gboolean said = receive(waiting, &message);
    if (said && take_done(process, &message, answer))
      return WORKER_ANSWERED;
    if (said && message.kind == MESSAGE_GROW)
      grow_answer(process, message.answer_size);
    else if (said && message.kind == MESSAGE_LEND)
      lend_file(process, message.length);
    else if (said)
      return hang_up(process);
    else if (errno != EAGAIN && errno != EINTR)
      return take_end(process);
    if (is_late(waiting)) {
      worker_process_retire(process);
      return WORKER_LATE;
    }
    if (is_stopped(waiting)) {
      worker_process_retire(process);
      return WORKER_STOPPED;
    }
    stay_wait();
  }
}

/* 0 is no sequence. */
static guint32
next_sequence(WorkerProcess *process)
{
  if (++process->writer.sequence == 0)
    process->writer.sequence = 1;
  return process->writer.sequence;
}

WorkerResult
worker_process_call(WorkerProcess *process, const WorkerLimit *limit,
                    FrameReader *answer)
{
  Waiting waiting = { .process = process, .limit = limit };
  Message call = { .kind = MESSAGE_CALL, .length = process->writer.used };
  WorkerResult result;

  if (process->writer.full) {
    process_take_words(process,
                       g_strdup("no memory to share with its worker process"));
    return WORKER_NONE;
  }
  if (!worker_process_start(process))
    return WORKER_NONE;
  call.sequence = next_sequence(process);
  call.ask_size = process->ask.size;
  call.answer_size = process->answer.size;
  waiting.page = keeper_page(process->keeper, process->number);
  __atomic_store_n(&waiting.page->at, 0, __ATOMIC_RELAXED);
  set_deadline(&waiting);
  call.number = stay_begin(process->brief && !limit->parts);
  if (message_send(process->socket, &call)) {
    process_order_spares(process);
    result = await_answer(&waiting, answer);
  } else {
    result = take_end(process);
  }
  process->brief = stay_end();
  return result;
}
