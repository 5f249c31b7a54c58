/* SPDX-License-Identifier: Apache-2.0
 *
 * keeper.c - the host's side of a keeper.
 */
#include "keeper.h"
#include "program.h"
#include "sandbox.h"
#include "signal_name.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

G_DEFINE_QUARK(stemma - worker - error - quark, worker_error)

/* A keeper that does not answer within this time never will. */
#define ANSWER_SECONDS 10
/* How long stages may take to close. */
#define CLOSE_SECONDS 2
/* More than this is no answer to `open`. */
#define ANSWER_MOST (64u << 20)

struct Keeper {
  KeeperShare share;
  gsize mapped;
  int pages; /* the file of share.pages, until the keeper is begun */
  pid_t process;
  int socket;
  pthread_mutex_t lock; /* of the socket: one question at a time */
  gboolean lost;
};

static gboolean
map_pages(Keeper *keeper)
{
  void *bytes;

  keeper->mapped =
      keeper->share.limits.workers * sizeof(WorkerPage) + sizeof(gint);
  keeper->pages = memfd_create("stemma", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (keeper->pages < 0 || ftruncate(keeper->pages, (off_t)keeper->mapped) < 0
      || fcntl(keeper->pages, F_ADD_SEALS, F_SEAL_SHRINK) < 0)
    return FALSE;
  bytes = mmap(NULL, keeper->mapped, PROT_READ | PROT_WRITE, MAP_SHARED,
               keeper->pages, 0);
  if (bytes == MAP_FAILED)
    return FALSE;
  keeper->share.pages = bytes;
  keeper->share.refused =
      (gint *)(void *)(keeper->share.pages + keeper->share.limits.workers);
  *keeper->share.refused = -1;
  return TRUE;
}

static void
set_patience(int socket, double seconds)
{
  struct timeval time = { (time_t)seconds, 0 };

  time.tv_usec = (suseconds_t)((seconds - (double)time.tv_sec) * 1e6);
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
}

static gboolean
begin_keeper(Keeper *keeper, const KeeperProgram *program)
{
  int ends[2], host = getpid();

  if (!map_pages(keeper)
      || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
    return FALSE;
  if (program)
    keeper->process = program_begin(program, &keeper->share, ends[1],
                                    keeper->pages, keeper->mapped);
  else if ((keeper->process = fork()) == 0)
    keeper_main(&keeper->share, ends[1], host);
  close(ends[1]);
  close(keeper->pages);
  keeper->pages = -1;
  keeper->socket = ends[0];
  return keeper->process > 0;
}

char *
keeper_words(int status, const WorkerPage *page)
{
  char buffer[32];

  if (!WIFSIGNALED(status))
    return g_strdup_printf("it ended its process (exit status %d)",
                           WEXITSTATUS(status));
  if (WTERMSIG(status) == SIGSYS && page && page->refused >= 0)
    return g_strdup_printf(
        "SIGSYS: an isolated stage must not call %s",
        sandbox_call_name(page->refused, buffer, sizeof buffer));
  return signal_name(WTERMSIG(status));
}

/* Ends the process and says so in `fault`, which is freed, or, where that is
 * NULL, says how it had ended. */
static void
tell_end(Keeper *keeper, char *fault, GError **error)
{
  const WorkerPage page = { .refused = *keeper->share.refused };
  g_autofree char *words = fault;
  int status = 0;

  kill(keeper->process, SIGKILL);
  while (waitpid(keeper->process, &status, 0) < 0 && errno == EINTR)
    continue;
  keeper->process = 0;
  if (!words)
    words = keeper_words(status, &page);
  g_set_error_literal(error, WORKER_ERROR, WORKER_ERROR_ENDED, words);
}

static gboolean
receive_all(Keeper *keeper, GByteArray *to, gsize length)
{
  guint8 part[32768];

  while (length > 0) {
    gssize got = recv(keeper->socket, part, sizeof part, 0);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0 || (gsize)got > length)
      return FALSE;
    g_byte_array_append(to, part, (guint)got);
    length -= (gsize)got;
  }
  return TRUE;
}

static char *
late_words(const Keeper *keeper)
{
  return g_strdup_printf("it was not open within %g s",
                         keeper->share.limits.open_seconds);
}

static gboolean
await_open(Keeper *keeper, GByteArray *answer, GError **error)
{
  g_autoptr(GByteArray) said = g_byte_array_new();
  Message opened;

  set_patience(keeper->socket, keeper->share.limits.open_seconds);
  while (!message_receive(keeper->socket, &opened))
    if (errno != EINTR) {
      tell_end(keeper, errno == EAGAIN ? late_words(keeper) : NULL, error);
      return FALSE;
    }
  set_patience(keeper->socket, ANSWER_SECONDS);
  if (opened.kind != MESSAGE_OPENED || opened.length > ANSWER_MOST) {
    tell_end(keeper, g_strdup("it answered what nobody asked"), error);
    return FALSE;
  }
  if (!receive_all(keeper, said, opened.length)) {
    tell_end(keeper, NULL, error);
    return FALSE;
  }
  if (opened.number) {
    if (answer)
      g_byte_array_append(answer, said->data, said->len);
    return TRUE;
  }
  g_byte_array_append(said, (const guint8 *)"", 1);
  g_set_error_literal(error, WORKER_ERROR, WORKER_ERROR_OPEN,
                      (const char *)said->data);
  return FALSE;
}

Keeper *
keeper_start(const KeeperWork *work, const KeeperProgram *program,
             const KeeperLimits *limits, GByteArray *answer, GError **error)
{
  Keeper *keeper = g_new0(Keeper, 1);

  keeper->share.work = *work;
  keeper->share.limits = *limits;
  keeper->socket = keeper->pages = -1;
  pthread_mutex_init(&keeper->lock, NULL);
  if (!begin_keeper(keeper, program))
    g_set_error(error, WORKER_ERROR, WORKER_ERROR_PROCESS,
                "no process to run it in: %s", g_strerror(errno));
  else if (await_open(keeper, answer, error))
    return keeper;
  keeper_stop(keeper);
  return NULL;
}

/* Gives the keeper the time to close what is open, then ends it. */
static void
end_keeper(Keeper *keeper)
{
  gint64 until = g_get_monotonic_time() + CLOSE_SECONDS * G_USEC_PER_SEC;
  char byte;

  shutdown(keeper->socket, SHUT_WR);
  set_patience(keeper->socket, CLOSE_SECONDS);
  while (recv(keeper->socket, &byte, 1, 0) != 0
         && g_get_monotonic_time() < until)
    continue;
  kill(keeper->process, SIGKILL);
  while (waitpid(keeper->process, NULL, 0) < 0 && errno == EINTR)
    continue;
}

void
keeper_stop(Keeper *keeper)
{
  if (!keeper)
    return;
  if (keeper->process > 0)
    end_keeper(keeper);
  if (keeper->socket >= 0)
    close(keeper->socket);
  if (keeper->pages >= 0)
    close(keeper->pages);
  if (keeper->share.pages)
    munmap(keeper->share.pages, keeper->mapped);
  pthread_mutex_destroy(&keeper->lock);
  g_free(keeper);
}

WorkerPage *
keeper_page(const Keeper *keeper, guint worker)
{
  return &keeper->share.pages[worker];
}

guint64
keeper_memory(const Keeper *keeper)
{
  return keeper->share.limits.memory;
}

int
keeper_open_wide(const Keeper *keeper)
{
  for (guint i = 0; i < keeper->share.limits.workers; i++)
    if (keeper->share.pages[i].open_wide)
      return keeper->share.pages[i].open_wide;
  return 0;
}

int
keeper_lend(const Keeper *keeper, guint64 length)
{
  if (keeper->share.limits.lend)
    return keeper->share.limits.lend(length);
  errno = ENOTSUP;
  return -1;
}

/* One question, whose answer is of that kind.  FALSE: the keeper is lost, and
 * is not asked again. */
static gboolean
ask(Keeper *keeper, Message *message, MessageKind answer)
{
  gboolean said;

  pthread_mutex_lock(&keeper->lock);
  said = !keeper->lost && message_send(keeper->socket, message);
  while (said && !message_receive(keeper->socket, message))
    said = errno == EINTR;
  said = said && message->kind == answer;
  keeper->lost = !said;
  pthread_mutex_unlock(&keeper->lock);
  return said;
}

/* The keeper has run a stranger's code: is what it named a child of its own? */
static gboolean
is_child(const Keeper *keeper, int process)
{
  g_autofree char *path = g_strdup_printf("/proc/%d/stat", process);
  g_autofree char *text = NULL;
  const char *after;
  int parent;

  if (!g_file_get_contents(path, &text, NULL, NULL))
    return FALSE;
  after = strrchr(text, ')');
  return after && sscanf(after + 1, " %*c %d", &parent) == 1
         && parent == keeper->process;
}

gboolean
keeper_fork(Keeper *keeper, guint worker, const int files[3])
{
  Message message = { .kind = MESSAGE_FORK, .number = worker };
  gboolean sent;

  pthread_mutex_lock(&keeper->lock);
  sent =
      !keeper->lost && message_send_files(keeper->socket, &message, files, 3);
  keeper->lost = !sent;
  pthread_mutex_unlock(&keeper->lock);
  return sent;
}

/* A keeper that named somebody else is killed in its place, and all that it
 * really forked dies with it. */
static void
kill_worker(Keeper *keeper, int process)
{
  kill(is_child(keeper, process) ? process : keeper->process, SIGKILL);
}

int
keeper_end(Keeper *keeper, int process)
{
  Message message = { .kind = MESSAGE_END, .number = process };

  return ask(keeper, &message, MESSAGE_ENDED) ? (int)message.number : SIGKILL;
}

void
keeper_kill(Keeper *keeper, int process)
{
  const Message message = { .kind = MESSAGE_BURY, .number = process };

  kill_worker(keeper, process);
  pthread_mutex_lock(&keeper->lock);
  keeper->lost = keeper->lost || !message_send(keeper->socket, &message);
  pthread_mutex_unlock(&keeper->lock);
}
