/* SPDX-License-Identifier: Apache-2.0
 *
 * message.c - see message.h.
 */
#include "message.h"
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

gboolean
message_send(int socket, const Message *message)
{
  gssize sent;

  do
    sent = send(socket, message, sizeof *message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (gssize)sizeof *message;
}

static gboolean
receive(int socket, Message *message, int flags)
{
  gssize got = recv(socket, message, sizeof *message, flags);

  if (got >= 0)
    errno = 0;
  /* What is no message is one of no kind. */
  if (got > 0 && got < (gssize)sizeof *message)
    *message = (Message){ 0 };
  return got > 0;
}

gboolean
message_receive(int socket, Message *message)
{
  return receive(socket, message, 0);
}

gboolean
message_await(int socket, gint64 microseconds, Message *message)
{
  const struct timespec time = { microseconds / G_USEC_PER_SEC,
                                 microseconds % G_USEC_PER_SEC * 1000 };
  struct pollfd one = { .fd = socket, .events = POLLIN };

  return ppoll(&one, 1, &time, NULL) >= 0
         && receive(socket, message, MSG_DONTWAIT);
}

/* What the kernel carries beside a message: files, or who sends it. */
typedef union {
  struct cmsghdr head;
  char bytes[CMSG_SPACE(FILES_MOST * sizeof(int))];
} Beside;

G_STATIC_ASSERT(sizeof(struct ucred) <= FILES_MOST * sizeof(int));

gboolean
message_send_files(int socket, const Message *message, const int *files,
                   guint count)
{
  Beside beside = { 0 };
  Message said = *message;
  struct iovec part = { &said, sizeof said };
  struct msghdr whole = { .msg_iov = &part,
                          .msg_iovlen = 1,
                          .msg_control = &beside,
                          .msg_controllen = CMSG_SPACE(count * sizeof(int)) };
  gssize sent;

  g_assert(count <= FILES_MOST);
  beside.head.cmsg_level = SOL_SOCKET;
  beside.head.cmsg_type = SCM_RIGHTS;
  beside.head.cmsg_len = CMSG_LEN(count * sizeof(int));
  memcpy(CMSG_DATA(&beside.head), files, count * sizeof(int));
  do
    sent = sendmsg(socket, &whole, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (gssize)sizeof said;
}

/* Like recv; `*with` is what came in `beside`, NULL: nothing. */
static gssize
receive_beside(int socket, Message *message, Beside *beside,
               const struct cmsghdr **with)
{
  struct iovec part = { message, sizeof *message };
  struct msghdr whole = { .msg_iov = &part,
                          .msg_iovlen = 1,
                          .msg_control = beside,
                          .msg_controllen = sizeof *beside };
  gssize got = recvmsg(socket, &whole, MSG_CMSG_CLOEXEC);

  *with = got > 0 ? CMSG_FIRSTHDR(&whole) : NULL;
  return got;
}

static void
take_files(const struct cmsghdr *with, int files[FILES_MOST])
{
  gsize most = FILES_MOST * sizeof *files;

  for (guint i = 0; i < FILES_MOST; i++)
    files[i] = -1;
  if (with && with->cmsg_type == SCM_RIGHTS)
    memcpy(files, CMSG_DATA(with), MIN(with->cmsg_len - CMSG_LEN(0), most));
}

gboolean
message_receive_files(int socket, Message *message, int files[FILES_MOST])
{
  const struct cmsghdr *with;
  Beside beside;
  gssize got;

  do
    got = receive_beside(socket, message, &beside, &with);
  while (got < 0 && errno == EINTR);
  take_files(with, files);
  if (got >= 0)
    errno = 0;
  return got == (gssize)sizeof *message;
}

static int
sender_of(const struct cmsghdr *with)
{
  struct ucred sender;

  if (!with || with->cmsg_type != SCM_CREDENTIALS
      || with->cmsg_len != CMSG_LEN(sizeof sender))
    return 0;
  memcpy(&sender, CMSG_DATA(with), sizeof sender);
  return sender.pid;
}

int
message_receive_hello(int socket)
{
  const struct cmsghdr *with;
  Beside beside;
  Message hello;
  gssize got = receive_beside(socket, &hello, &beside, &with);
  int no = 0;

  if (got < 0)
    return errno == EAGAIN || errno == EINTR ? -1 : 0;
  setsockopt(socket, SOL_SOCKET, SO_PASSCRED, &no, sizeof no);
  return got == (gssize)sizeof hello && hello.kind == MESSAGE_HELLO
             ? sender_of(with)
             : 0;
}
