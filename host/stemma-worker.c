/* SPDX-License-Identifier: Apache-2.0
 *
 * stemma-worker.c - the program in which stages of plugins from elsewhere run:
 * the part of stemma that they need and nothing else, as each worker process is
 * a copy of it.
 *
 * It is begun by stemma alone, which hands it what it is to do.
 */
#include "engine/remote/order.h"
#include "engine/remote/serve.h"
#include "worker/program.h"
#include <stdio.h>

/* What the program was handed cannot be run: it says so where it would have
 * opened it. */
static gboolean
refuse(gpointer data, GByteArray *answer, GString *message)
{
  const GError *error = data;

  (void)answer;
  g_string_assign(message, error->message);
  return FALSE;
}

int
main(int argc, char **argv)
{
  static Surroundings around = { .workers = 1 };
  GError *error = NULL;
  ProgramTask task = { 0 };
  guint stage;
  Plan *plan;

  if (!program_take(&task, argc, argv)) {
    fputs("stemma-worker is begun by stemma of its own version\n", stderr);
    return 2;
  }
  plan = order_unpack(task.order, task.order_length, &stage, &around, &error);
  task.share.work = plan ? server_work(server_new(plan, stage, &around))
                         : (KeeperWork){ .open = refuse, .data = error };
  keeper_main(&task.share, PROGRAM_SOCKET, task.host);
}
