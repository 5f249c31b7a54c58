/* SPDX-License-Identifier: Apache-2.0
 *
 * process.c - see process.h; a call is made in process_call.c.
 */
#include "process-private.h"
#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a large document needed is given back. */
#define KEEP_SIZE (4u << 20)
/* A worker that has not begun within this time never will. */
#define START_SECONDS 10
#define START_TRIES 10

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

void
process_take_words(WorkerProcess *process, char *words)
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

int
process_end(WorkerProcess *process)
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
  process_take_words(process, g_strdup_printf("no worker process for it: %s",
                                              g_strerror(errno)));
  return FALSE;
}

void
process_order_spares(WorkerProcess *process)
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
