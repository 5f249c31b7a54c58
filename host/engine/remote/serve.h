/* SPDX-License-Identifier: Apache-2.0
 *
 * serve.h - the other end of remote.h: what a keeper opens, and how a worker
 * process answers the calls of the engine.
 *
 * Private to this room.
 */
#ifndef ENGINE_SERVE_H
#define ENGINE_SERVE_H

#include "../../worker/keeper.h"
#include "../instance.h"

/* Bytes that a worker may hold where the file says nothing. */
#define SERVER_MEMORY (1024u << 20)

typedef struct Server Server;

/* For the steps of stage `number` of the file.  `plan` and `around` must live
 * longer. */
Server *server_new(const Plan *plan, guint number, const Surroundings *around);
void server_free(Server *server);

/* What keeper_start runs; the server must live until the keeper is started. */
KeeperWork server_work(Server *server);

#endif
