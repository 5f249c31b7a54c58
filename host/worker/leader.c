/* SPDX-License-Identifier: Apache-2.0
 *
 * leader.c - see leader.h.
 *
 * A child keeps its number until it is reaped, so its group is ended before
 * that: afterwards the number may be another process's.
 */
#include "leader.h"
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

#define LOOK_MICROSECONDS 1000

gboolean
leader_has_ended(int leader)
{
  siginfo_t about = { 0 };

  return waitid(P_PID, (id_t)leader, &about, WEXITED | WNOHANG | WNOWAIT) == 0
         && about.si_pid == leader;
}

int
leader_end(int leader, gint64 deadline, gboolean *late)
{
  gboolean ended;
  int status = 0;

  while (!(ended = leader_has_ended(leader))
         && g_get_monotonic_time() < deadline)
    g_usleep(LOOK_MICROSECONDS);
  /* It may not lead a group yet. */
  kill(-leader, SIGKILL);
  kill(leader, SIGKILL);
  while (waitpid(leader, &status, 0) < 0 && errno == EINTR)
    continue;
  if (late)
    *late = !ended;
  return status;
}
