/* SPDX-License-Identifier: Apache-2.0
 *
 * message.h - what host, keeper and workers say over their sockets; all that is
 * longer lies in shared memory.
 *
 * Private to this room.
 */
#ifndef WORKER_MESSAGE_H
#define WORKER_MESSAGE_H

#include "keeper.h"

typedef enum {
  /* host to keeper, and its answers */
  MESSAGE_FORK = 1, /* number: which worker; with three files; no answer */
  MESSAGE_END,      /* number: the process to wait for */
  MESSAGE_ENDED,    /* number: its status; -1: it lives on */
  MESSAGE_BURY,     /* number: a process that was killed; no answer */
  MESSAGE_OPENED,   /* number: whether; a block of bytes follows */
  /* host to worker, and its answers */
  MESSAGE_HELLO, /* it is there: the first that a worker says; the kernel tells
                  * which process it is */
  MESSAGE_CALL,  /* number: the processor to make it on, or ANYWHERE; length: of
                  * the frames asked; sizes: of the regions */
  MESSAGE_DONE,  /* length: of the frames answered */
  MESSAGE_GROW,  /* answer_size: that it needs */
  MESSAGE_GROWN, /* answer_size: that it has now; too small: no more */
  MESSAGE_LEND,  /* length: of the file that it needs */
  MESSAGE_LENT   /* with the file; or number: the errno why there is none */
} MessageKind;

typedef struct {
  guint32 kind;
  guint32 sequence;
  gint64 number;
  guint64 length;
  guint64 ask_size;
  guint64 answer_size;
} Message;

/* Where files lie in a keeper and in a worker, where no other is open: a keeper
 * leaves the places of its worker's files free. */
enum { AT_SOCKET = 3, AT_ASK, AT_ANSWER, AT_HOST };

/* What both processes of a keeper know. */
typedef struct {
  KeeperWork work;
  KeeperLimits limits;
  WorkerPage *pages; /* shared */
  gint *refused;     /* shared: of the keeper itself */
} KeeperShare;

/* FALSE: errno; EAGAIN after the socket's time. */
gboolean message_send(int socket, const Message *message);
/* FALSE with errno 0: the other side is gone.  What is too short for a message
 * comes as one of kind 0. */
gboolean message_receive(int socket, Message *message);
/* Up to FILES_MOST files go with it; the sender's stay open. */
gboolean message_send_files(int socket, const Message *message,
                            const int *files, guint count);
#define FILES_MOST 3
/* Like message_receive, but never FALSE with EINTR; `files` gets those that
 * come with it, then -1.  They are the caller's to close, also when it is
 * FALSE. */
gboolean message_receive_files(int socket, Message *message,
                               int files[FILES_MOST]);
/* Like message_receive, but waits so many microseconds and no more: a socket's
 * own time goes by ticks of some milliseconds. */
gboolean message_await(int socket, gint64 microseconds, Message *message);
/* The process that says hello, as the kernel knows it; 0: the other side is
 * gone or says something else; -1: errno.  The socket has SO_PASSCRED, which is
 * taken from it. */
int message_receive_hello(int socket);

/* keeper_main.c: the keeper's life; `host` is its parent. */
G_NORETURN void keeper_main(const KeeperShare *share, int socket, int host);

/* worker_main.c: a worker's life. */
G_NORETURN void worker_main(const KeeperShare *share, guint worker, int keeper);

#endif
