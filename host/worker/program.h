/* SPDX-License-Identifier: Apache-2.0
 *
 * program.h - how a keeper that is a program of its own is begun, and what it
 * is handed: four files, of which one says all else.
 *
 * For the program; program_begin is private to this room.
 */
#ifndef WORKER_PROGRAM_H
#define WORKER_PROGRAM_H

#include "message.h"

/* Where they lie in the program. */
enum { PROGRAM_SOCKET = 3, PROGRAM_PAGES, PROGRAM_ORDER, PROGRAM_COMMONS };

/* Begins it: the process, or -1 with errno.  `pages` is the file of
 * share->pages, and `mapped` how long that is. */
int program_begin(const KeeperProgram *program, const KeeperShare *share,
                  int socket, int pages, gsize mapped);

/* In the program: what there is to do. */
typedef struct {
  KeeperShare share; /* but for the work */
  int host;          /* the process that began it */
  const guint8 *order;
  gsize order_length;
} ProgramTask;

/* Begins the program anew, elsewhere in memory, where something lies in the
 * place of the commons.  FALSE: what it was handed is not of this version. */
gboolean program_take(ProgramTask *task, int count, char **words);

#endif
