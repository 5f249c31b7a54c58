/* SPDX-License-Identifier: Apache-2.0
 *
 * gate.c - see gate.h.
 */
#include "gate.h"
#include <pthread.h>

struct Gate {
  pthread_mutex_t lock;
  pthread_cond_t room;
  guint left;
};

Gate *
gate_new(guint most)
{
  Gate *gate = g_new0(Gate, 1);

  g_assert(most > 0);
  pthread_mutex_init(&gate->lock, NULL);
  pthread_cond_init(&gate->room, NULL);
  gate->left = most;
  return gate;
}

void
gate_free(Gate *gate)
{
  if (!gate)
    return;
  pthread_cond_destroy(&gate->room);
  pthread_mutex_destroy(&gate->lock);
  g_free(gate);
}

void
gate_enter(Gate *gate)
{
  if (!gate)
    return;
  pthread_mutex_lock(&gate->lock);
  while (gate->left == 0)
    pthread_cond_wait(&gate->room, &gate->lock);
  gate->left--;
  pthread_mutex_unlock(&gate->lock);
}

void
gate_leave(Gate *gate)
{
  if (!gate)
    return;
  pthread_mutex_lock(&gate->lock);
  gate->left++;
  pthread_cond_signal(&gate->room);
  pthread_mutex_unlock(&gate->lock);
}
