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
    message->kind = 0;
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

gboolean
message_send_files(int socket, const Message *message, const int *files,
                   guint count)
{
  union {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(FILES_MOST * sizeof(int))];
  } control = { 0 };
  Message said = *message;
  struct iovec part = { &said, sizeof said };
  struct msghdr whole = { .msg_iov = &part,
                          .msg_iovlen = 1,
                          .msg_control = &control,
                          .msg_controllen = CMSG_SPACE(count * sizeof(int)) };

  g_assert(count <= FILES_MOST);
  control.head.cmsg_level = SOL_SOCKET;
  control.head.cmsg_type = SCM_RIGHTS;
  control.head.cmsg_len = CMSG_LEN(count * sizeof(int));
  memcpy(CMSG_DATA(&control.head), files, count * sizeof(int));
  return sendmsg(socket, &whole, MSG_NOSIGNAL) == (gssize)sizeof said;
}

static int
file_of(const struct cmsghdr *with)
{
  int file = -1;

  if (with && with->cmsg_type == SCM_RIGHTS
      && with->cmsg_len == CMSG_LEN(sizeof file))
    memcpy(&file, CMSG_DATA(with), sizeof file);
  return file;
}

gboolean
message_receive_file(int socket, Message *message, int *file)
{
  union {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(sizeof(int))];
  } control;
  struct iovec part = { message, sizeof *message };
  struct msghdr whole = { .msg_iov = &part,
                          .msg_iovlen = 1,
                          .msg_control = &control,
                          .msg_controllen = sizeof control };
  gssize got = recvmsg(socket, &whole, MSG_CMSG_CLOEXEC);

  *file = got > 0 ? file_of(CMSG_FIRSTHDR(&whole)) : -1;
  if (got >= 0)
    errno = 0;
  return got == (gssize)sizeof *message;
}

static int
sender_of(struct cmsghdr *with)
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
  union {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(sizeof(struct ucred))];
  } control;
  Message hello;
  struct iovec part = { &hello, sizeof hello };
  struct msghdr whole = { .msg_iov = &part,
                          .msg_iovlen = 1,
                          .msg_control = &control,
                          .msg_controllen = sizeof control };
  gssize got = recvmsg(socket, &whole, MSG_CMSG_CLOEXEC);
  int no = 0;

  if (got < 0)
    return errno == EAGAIN || errno == EINTR ? -1 : 0;
  setsockopt(socket, SOL_SOCKET, SO_PASSCRED, &no, sizeof no);
  return got == (gssize)sizeof hello && hello.kind == MESSAGE_HELLO
             ? sender_of(CMSG_FIRSTHDR(&whole))
             : 0;
}
