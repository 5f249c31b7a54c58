/* SPDX-License-Identifier: Apache-2.0
 *
 * ask.c - see ask.h.
 *
 * A stage may have threads of its own, so there is one question at a time; one
 * between two calls would be taken for the answer to the next call.
 */
#include "ask.h"
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static gboolean listening;

static void
set_listening(gboolean on)
{
  pthread_mutex_lock(&lock);
  listening = on;
  pthread_mutex_unlock(&lock);
}

void
ask_begin(void)
{
  set_listening(TRUE);
}

void
ask_end(void)
{
  set_listening(FALSE);
}

static gboolean
ask(Message *message, int files[FILES_MOST])
{
  if (!listening) {
    errno = ENOTSUP;
    return FALSE;
  }
  return message_send(AT_SOCKET, message)
         && message_receive_files(AT_SOCKET, message, files);
}

gboolean
ask_host(Message *message, int *file)
{
  int files[FILES_MOST];
  gboolean answered;

  pthread_mutex_lock(&lock);
  answered = ask(message, files);
  pthread_mutex_unlock(&lock);
  if (answered && file)
    *file = files[0];
  return answered;
}

static int
ask_file(guint64 length)
{
  Message message = { .kind = MESSAGE_LEND, .length = length };
  int file = -1;

  if (!ask_host(&message, &file))
    return -1;
  if (file < 0)
    errno = message.number > 0 ? (int)message.number : EIO;
  return file;
}

const Disk worker_disk = { ask_file, FALSE };
