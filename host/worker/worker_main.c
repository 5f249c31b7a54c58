/* SPDX-License-Identifier: Apache-2.0
 *
 * worker_main.c - a worker process: gives up its last rights, and answers calls
 * until its host is gone.
 */
#include "ask.h"
#include "sandbox.h"
#include "stay.h"
#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

typedef struct {
  Region ask;
  Region answer;
  FrameWriter writer;
} Desk;

/* The host makes the region larger: a worker may not. */
static gboolean
ask_to_grow(gpointer data, gsize size)
{
  Desk *desk = data;
  Message message = { .kind = MESSAGE_GROW,
                      .sequence = desk->writer.sequence,
                      .answer_size = size };

  return ask_host(&message, NULL) && message.answer_size >= size
         && region_map(&desk->answer, message.answer_size, TRUE);
}

static gboolean
map_regions(Desk *desk, const Message *message)
{
  return (message->ask_size == desk->ask.size
          || region_map(&desk->ask, message->ask_size, FALSE))
         && (message->answer_size == desk->answer.size
             || region_map(&desk->answer, message->answer_size, TRUE));
}

static gboolean
answer_call(const KeeperShare *share, Desk *desk, const Message *message)
{
  FrameReader ask = { desk->ask.bytes, message->length, 0, 0 };
  Message done = { .kind = MESSAGE_DONE, .sequence = message->sequence };

  desk->writer.used = 0;
  desk->writer.full = FALSE;
  desk->writer.sequence = message->sequence;
  ask_begin();
  share->work.serve(share->work.data, &ask, &desk->writer);
  ask_end();
  done.length = desk->writer.used;
  return message_send(AT_SOCKET, &done);
}

static void
answer_calls(const KeeperShare *share)
{
  Desk desk = { { AT_ASK, NULL, 0 }, { AT_ANSWER, NULL, 0 }, { 0 } };
  int processor = ANYWHERE;
  gboolean called = FALSE;
  cpu_set_t all;
  Message message;

  sched_getaffinity(0, sizeof all, &all);
  desk.writer.region = &desk.answer;
  desk.writer.grow = ask_to_grow;
  desk.writer.data = &desk;
  for (;;) {
    if (!message_receive(AT_SOCKET, &message)) {
      if (errno == EINTR)
        continue;
      return;
    }
    /* Threads that a stage starts in its first call are to be free. */
    if (called)
      stay_follow((int)message.number, &all, &processor);
    called = TRUE;
    if (!map_regions(&desk, &message) || !answer_call(share, &desk, &message))
      return;
  }
}

G_NORETURN void
worker_main(const KeeperShare *share, guint worker, int keeper)
{
  const Message hello = { .kind = MESSAGE_HELLO };
  WorkerPage *page = &share->pages[worker];

  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != keeper)
    _exit(1);
  setpgid(0, 0);
  close(AT_HOST);
  page->open_wide = sandbox_work(&page->refused);
  share->work.begin(share->work.data, page);
  if (message_send(AT_SOCKET, &hello))
    answer_calls(share);
  share->work.end(share->work.data);
  _exit(0);
}
