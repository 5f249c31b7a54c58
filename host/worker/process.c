/* SPDX-License-Identifier: Apache-2.0
 *
 * process.c - see process.h.
 */
#include "process.h"
#include "message.h"
#include "stay.h"
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define FIRST_SIZE (256u << 10)
/* What a large document needed is given back. */
#define KEEP_SIZE (4u << 20)
/* So often it is looked whether time is up or the run ends. */
#define LOOK_MICROSECONDS 100000
/* The host's patience is that much longer than what the stage knows of, so that
 * one that asks whether to stop is not killed. */
#define GRACE_MICROSECONDS 100000
/* A worker that has not begun within this time never will. */
#define START_SECONDS 10
#define START_TRIES 10
/* Copies that are made one after the other cost the keeper half as much, as
 * what that needs is in the processor's cache. */
#define SPARES_MOST 4
/* From "stop soon" to the end of patience. */
#define STOP_SECONDS 1

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

static gboolean
grow_ask(gpointer data, gsize size)
{
  WorkerProcess *process = data;

  return region_grow(&process->ask, MAX(size, 2 * process->ask.size));
}

WorkerProcess *
worker_process_new(Keeper *keeper, guint number)
{
  WorkerProcess *process = g_new0(WorkerProcess, 1);

  process->keeper = keeper;
  process->number = number;
  process->socket = -1;
  process->ask.file = process->answer.file = -1;
  process->writer.region = &process->ask;
  process->writer.grow = grow_ask;
  process->writer.data = process;
  return process;
}

static void
take_words(WorkerProcess *process, char *words)
{
  g_free(process->words);
  process->words = words;
}

static void
forget(WorkerProcess *process)
{
  close(process->socket);
  process->socket = -1;
  process->process = 0;
  process->ends++;
}

/* The status that the process has ended with; -1: it had not, and is ended. */
static int
end(WorkerProcess *process)
{
  int status = keeper_end(process->keeper, process->process);

  if (status < 0)
    keeper_kill(process->keeper, process->process);
  forget(process);
  return status;
}

void
worker_process_retire(WorkerProcess *process)
{
  if (!process->process)
    return;
  keeper_kill(process->keeper, process->process);
  forget(process);
}

void
worker_process_free(WorkerProcess *process)
{
  if (!process)
    return;
  /* One that is idle sees that its socket is closed, and ends well. */
  if (process->socket >= 0)
    close(process->socket);
  while (process->spare_count > 0)
    close(process->spares[--process->spare_count]);
  region_free(&process->ask);
  region_free(&process->answer);
  g_free(process->words);
  g_free(process);
}

static gboolean
make_regions(WorkerProcess *process)
{
  return (process->ask.bytes || region_new(&process->ask, FIRST_SIZE))
         && (process->answer.bytes || region_new(&process->answer, FIRST_SIZE));
}

static void
set_up_socket(int socket)
{
  const struct timeval look = { 0, LOOK_MICROSECONDS };
  int yes = 1;

  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &look, sizeof look);
  setsockopt(socket, SOL_SOCKET, SO_PASSCRED, &yes, sizeof yes);
}

/* Orders a worker: the socket to it; -1: errno. */
static int
order(const WorkerProcess *process)
{
  int ends[2], trouble;

  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
    return -1;
  set_up_socket(ends[0]);
  if (!keeper_fork(
          process->keeper, process->number,
          (int[]){ ends[1], process->ask.file, process->answer.file })) {
    trouble = errno;
    close(ends[0]);
    ends[0] = -1;
    errno = trouble;
  }
  close(ends[1]);
  return ends[0];
}

/* Which process says hello; 0: none will. */
static int
await_hello(int socket)
{
  gint64 until = g_get_monotonic_time() + START_SECONDS * G_USEC_PER_SEC;
  int process;

  do
    process = message_receive_hello(socket);
  while (process < 0 && g_get_monotonic_time() < until);
  return MAX(process, 0);
}

/* Takes the worker at the other end of `socket`. */
static gboolean
adopt(WorkerProcess *process, int socket)
{
  WorkerPage *page = keeper_page(process->keeper, process->number);

  process->process = await_hello(socket);
  if (!process->process) {
    close(socket);
    return FALSE;
  }
  process->socket = socket;
  process->starts++;
  page->refused = -1;
  page->cancelled = 0;
  page->at = 0;
  return TRUE;
}

gboolean
worker_process_start(WorkerProcess *process)
{
  if (process->process)
    return TRUE;
  errno = ECHILD;
  /* One that somebody else kills before it says hello is no worse than one that
   * is killed later. */
  for (guint i = 0; i < START_TRIES && make_regions(process); i++) {
    int socket = process->spare_count > 0
                     ? process->spares[--process->spare_count]
                     : order(process);
    if (socket < 0)
      break;
    if (adopt(process, socket))
      return TRUE;
    errno = ECHILD;
  }
  take_words(process, g_strdup_printf("no worker process for it: %s",
                                      g_strerror(errno)));
  return FALSE;
}

/* So that the end of this one costs no wait for the next one: a fork is a
 * hundred times as long as a short call. */
static void
order_spares(WorkerProcess *process)
{
  guint wanted = MIN(process->ends, SPARES_MOST);
  int socket;

  if (process->spare_count > 0)
    return;
  while (process->spare_count < wanted && (socket = order(process)) >= 0)
    process->spares[process->spare_count++] = socket;
}

guint
worker_process_starts(const WorkerProcess *process)
{
  return process->starts;
}

static void
trim(Region *region, gsize used, gsize keep)
{
  if (used > keep)
    region_trim(region, keep);
}

FrameWriter *
worker_process_ask(WorkerProcess *process)
{
  make_regions(process);
  trim(&process->ask, process->writer.used, MAX(process->kept, KEEP_SIZE));
  trim(&process->answer, process->answered, KEEP_SIZE);
  process->answered = 0;
  process->writer.used = process->kept;
  process->writer.full = process->ask.bytes == NULL;
  return &process->writer;
}

void
worker_process_keep(WorkerProcess *process)
{
  process->kept = process->writer.used;
}

const guint8 *
worker_process_asked(const WorkerProcess *process, gsize *length)
{
  *length = process->writer.used - process->kept;
  return process->ask.bytes + process->kept;
}

void
worker_process_unkeep(WorkerProcess *process)
{
  process->kept = 0;
}

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
  int status = end(process);

  take_words(process, status < 0 ? g_strdup("it hung up on its host")
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
  take_words(process, g_strdup("it answered what nobody asked"));
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
    take_words(process, g_strdup("no memory to share with its worker process"));
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
    order_spares(process);
    result = await_answer(&waiting, answer);
  } else {
    result = take_end(process);
  }
  process->brief = stay_end();
  return result;
}

guint64
worker_process_at(const WorkerProcess *process)
{
  return keeper_page(process->keeper, process->number)->at;
}

const char *
worker_process_words(const WorkerProcess *process)
{
  return process->words ? process->words : "";
}
