/* SPDX-License-Identifier: Apache-2.0
 *
 * waiting.c - see waiting.h.
 */
#include "waiting.h"

#include <glib.h>

static const Waiting *offered;

void
waiting_offer(const Waiting *waiting)
{
  g_atomic_pointer_set(&offered, waiting);
}

static const Waiting *
known(void)
{
  return g_atomic_pointer_get(&offered);
}

void
waiting_start_clock(void)
{
  if (known())
    known()->start_clock();
}

void
waiting_wait(void)
{
  if (known())
    known()->wait();
}

void
waiting_go_on(void)
{
  if (known())
    known()->go_on();
}
