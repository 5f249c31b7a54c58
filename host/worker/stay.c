/* SPDX-License-Identifier: Apache-2.0
 *
 * stay.c - see stay.h.
 */
#include "stay.h"

/* Beyond that a call gains more from a choice of processors. */
#define BRIEF_MICROSECONDS 2000
/* To bind a thread costs as much as a tenth of a short call. */
#define STAY_MICROSECONDS 50000

typedef struct {
  gboolean entered;
  int processor;    /* that this thread is bound to; ANYWHERE: to none */
  gboolean resting; /* the next call is the kernel's */
  gint64 since;     /* of the monotonic clock; when it was bound */
  gint64 began;     /* the call */
  cpu_set_t before;
} Stay;

static _Thread_local Stay stay = { .processor = ANYWHERE };

static gboolean
bind_to(int processor)
{
  cpu_set_t one;

  CPU_ZERO(&one);
  CPU_SET((gsize)processor, &one);
  return sched_setaffinity(0, sizeof one, &one) == 0;
}

static void
bind_here(void)
{
  int here = sched_getcpu();

  if (here < 0 || here >= CPU_SETSIZE
      || sched_getaffinity(0, sizeof stay.before, &stay.before) < 0
      || CPU_COUNT(&stay.before) < 2 || !bind_to(here))
    return;
  stay.processor = here;
  stay.since = stay.began;
}

static void
unbind(void)
{
  if (stay.processor != ANYWHERE)
    sched_setaffinity(0, sizeof stay.before, &stay.before);
  stay.processor = ANYWHERE;
}

void
stay_enter(void)
{
  stay.entered = TRUE;
}

void
stay_leave(void)
{
  unbind();
  stay.entered = FALSE;
}

int
stay_begin(gboolean brief)
{
  stay.began = g_get_monotonic_time();
  if (!brief)
    unbind();
  else if (stay.entered && stay.processor == ANYWHERE && !stay.resting)
    bind_here();
  stay.resting = FALSE;
  return stay.processor;
}

void
stay_wait(void)
{
  unbind();
}

gboolean
stay_end(void)
{
  gint64 now = g_get_monotonic_time();

  if (stay.processor != ANYWHERE && now - stay.since > STAY_MICROSECONDS) {
    unbind();
    stay.resting = TRUE;
  }
  return now - stay.began < BRIEF_MICROSECONDS;
}

void
stay_follow(int processor, const cpu_set_t *all, int *now)
{
  if (processor == *now || processor >= CPU_SETSIZE)
    return;
  if (processor >= 0)
    bind_to(processor);
  else
    sched_setaffinity(0, sizeof *all, all);
  *now = processor;
}
