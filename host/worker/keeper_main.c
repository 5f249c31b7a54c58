/* SPDX-License-Identifier: Apache-2.0
 *
 * keeper_main.c - the keeper's side: opens, then copies itself as often as the
 * host asks.
 */
#include "message.h"
#include "sandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define END_NANOSECONDS 250000000

/* All but nothing on the first three, and the socket. */
static void
close_others(void)
{
  for (int i = AT_SOCKET; i < AT_HOST; i++)
    close(i);
  closefrom(AT_HOST + 1);
}

/* What this program has caught is no plugin's; what a plugin prints is nobody's
 * output; a core file would only litter. */
static void
settle(int socket, int host)
{
  static const int caught[] = { SIGINT,  SIGTERM, SIGPIPE, SIGSEGV, SIGBUS,
                                SIGILL,  SIGFPE,  SIGABRT, SIGSYS,  SIGTRAP,
                                SIGALRM, SIGCHLD, SIGHUP };
  struct rlimit none = { 0, 0 };
  int nothing = open("/dev/null", O_RDWR);

  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != host || nothing < 0)
    _exit(1);
  setpgid(0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS(caught); i++)
    signal(caught[i], SIG_DFL);
  setrlimit(RLIMIT_CORE, &none);
  /* Both may lie where the other is to go, or below. */
  socket = fcntl(socket, F_DUPFD, AT_HOST + 1);
  nothing = fcntl(nothing, F_DUPFD, AT_HOST + 1);
  for (int i = 0; i < AT_SOCKET; i++)
    if (dup2(nothing, i) < 0)
      _exit(1);
  if (dup2(socket, AT_HOST) < 0)
    _exit(1);
  close_others();
}

static gboolean
send_all(const void *bytes, gsize length)
{
  const guint8 *at = bytes;

  while (length > 0) {
    gsize part = MIN(length, 32768);
    gssize sent = send(AT_HOST, at, part, MSG_NOSIGNAL);
    if (sent <= 0 && errno != EINTR)
      return FALSE;
    at += MAX(sent, 0);
    length -= (gsize)MAX(sent, 0);
  }
  return TRUE;
}

static void
open_work(const KeeperShare *share)
{
  g_autoptr(GByteArray) answer = g_byte_array_new();
  g_autoptr(GString) text = g_string_new(NULL);
  Message opened = { .kind = MESSAGE_OPENED };

  opened.number = share->work.open(share->work.data, answer, text);
  if (!opened.number) {
    g_byte_array_set_size(answer, 0);
    g_byte_array_append(answer, (guint8 *)text->str, (guint)text->len);
  }
  opened.length = answer->len;
  if (!message_send(AT_HOST, &opened) || !send_all(answer->data, answer->len)
      || !opened.number)
    _exit(0);
}

/* The three files of a fork get the lowest places, which are free. */
static gboolean
take_message(Message *message)
{
  static const int places[FILES_MOST] = { AT_SOCKET, AT_ASK, AT_ANSWER };
  int files[FILES_MOST];

  return message_receive_files(AT_HOST, message, files)
         && (message->kind != MESSAGE_FORK
             || memcmp(files, places, sizeof places) == 0);
}

/* Where there can be no copy, the host sees that the socket is closed. */
static void
fork_worker(const KeeperShare *share, const Message *message)
{
  int keeper = getpid();

  if (fork() == 0)
    worker_main(share, (guint)message->number, keeper);
  for (int i = AT_SOCKET; i < AT_HOST; i++)
    close(i);
}

static sigset_t
end_signal(void)
{
  sigset_t set;

  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  return set;
}

/* From here on a child's end is awaited, not handled. */
static void
block_ends(void)
{
  const sigset_t set = end_signal();

  signal(SIGCHLD, SIG_DFL);
  sigprocmask(SIG_BLOCK, &set, NULL);
}

/* A process that crashes closes its files a moment before it has ended. */
static void
end_worker(int process)
{
  static const struct timespec most = { 0, END_NANOSECONDS };
  const sigset_t set = end_signal();
  Message ended = { .kind = MESSAGE_ENDED, .number = -1 };
  int status = 0, ends;
  pid_t gone;

  /* The signal may have been another child's. */
  do {
    gone = waitpid(process, &status, WNOHANG);
    ends = gone == 0 ? sigtimedwait(&set, NULL, &most) : 0;
  } while ((gone == 0 && (ends >= 0 || errno == EINTR))
           || (gone < 0 && errno == EINTR));
  if (gone > 0)
    ended.number = status;
  message_send(AT_HOST, &ended);
}

static void
bury_worker(int process)
{
  while (waitpid(process, NULL, 0) < 0 && errno == EINTR)
    continue;
}

/* Workers see that their sockets are closed, and end. */
static void
await_workers(void)
{
  while (waitpid(-1, NULL, 0) >= 0 || errno == EINTR)
    continue;
}

G_NORETURN void
keeper_main(const KeeperShare *share, int socket, int host)
{
  Message message;

  if (share->limits.commons && !commons_close(share->limits.commons))
    _exit(1);
  settle(socket, host);
  sandbox_load(share->refused);
  open_work(share);
  close_others();
  block_ends();
  sandbox_settle(share->limits.memory, share->refused);
  while (take_message(&message))
    if (message.kind == MESSAGE_FORK)
      fork_worker(share, &message);
    else if (message.kind == MESSAGE_BURY)
      bury_worker((int)message.number);
    else
      end_worker((int)message.number);
  await_workers();
  share->work.close(share->work.data);
  _exit(0);
}
