/* SPDX-License-Identifier: Apache-2.0
 *
 * message.c - see message.h.
 */
#include "message.h"
#include <errno.h>
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

gboolean
message_receive(int socket, Message *message)
{
  gssize got = recv(socket, message, sizeof *message, 0);

  if (got >= 0)
    errno = 0;
  /* What is no message is one of no kind. */
  if (got > 0 && got < (gssize)sizeof *message)
    message->kind = 0;
  return got > 0;
}
