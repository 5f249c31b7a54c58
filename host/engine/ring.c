/* SPDX-License-Identifier: Apache-2.0
 *
 * ring.c - see ring.h.
 *
 * Locks are those of POSIX, which ThreadSanitizer knows; it takes those of an
 * uninstrumented GLib for races.  Two of them: `taking` may be held for as long
 * as a read from a slow stream takes, `lock` only for a few stores.
 */
#include "ring.h"
#include "../worker/stay.h"
#include <pthread.h>

typedef struct {
  const RingJob *job;
  pthread_mutex_t taking;
  guint64 next;         /* the number of the item taken next */
  pthread_mutex_t lock; /* of all below */
  pthread_cond_t room;
  GPtrArray *idle;  /* used last, taken first: its memory is still cached */
  gpointer *ready;  /* by number modulo the count of items */
  guint64 head;     /* the number given next */
  gboolean giving;  /* a thread is giving; `stopped` is its own */
  gboolean stopped; /* nothing more is given */
  gboolean ended;   /* nothing more is taken */
} Ring;

typedef struct {
  Ring *ring;
  guint worker;
} Hand;

/* An idle item, or NULL at the end. */
static gpointer
wait_for_item(Ring *ring)
{
  gpointer item = NULL;

  pthread_mutex_lock(&ring->lock);
  while (!ring->ended && ring->idle->len == 0)
    pthread_cond_wait(&ring->room, &ring->lock);
  if (!ring->ended)
    item = g_ptr_array_steal_index(ring->idle, ring->idle->len - 1);
  pthread_mutex_unlock(&ring->lock);
  return item;
}

static void
end(Ring *ring)
{
  pthread_mutex_lock(&ring->lock);
  ring->ended = TRUE;
  pthread_cond_broadcast(&ring->room);
  pthread_mutex_unlock(&ring->lock);
}

static gpointer
take(Ring *ring, guint64 *number)
{
  gpointer item;

  pthread_mutex_lock(&ring->taking);
  item = wait_for_item(ring);
  if (item && !ring->job->take(ring->job->data, item)) {
    end(ring);
    item = NULL;
  }
  *number = ring->next;
  ring->next += item != NULL;
  pthread_mutex_unlock(&ring->taking);
  return item;
}

/* Puts the item into its place; gives all that are now in order, unless
 * another thread is at that. */
static void
hand_over(Ring *ring, gpointer item, guint64 number)
{
  guint count = ring->job->items->len;
  gpointer next;

  pthread_mutex_lock(&ring->lock);
  ring->ready[number % count] = item;
  if (ring->giving) {
    pthread_mutex_unlock(&ring->lock);
    return;
  }
  ring->giving = TRUE;
  while ((next = ring->ready[ring->head % count])) {
    ring->ready[ring->head % count] = NULL;
    pthread_mutex_unlock(&ring->lock);
    if (!ring->stopped && !ring->job->give(ring->job->data, next)) {
      ring->stopped = TRUE;
      end(ring);
    }
    pthread_mutex_lock(&ring->lock);
    ring->head++;
    g_ptr_array_add(ring->idle, next);
    pthread_cond_signal(&ring->room);
  }
  ring->giving = FALSE;
  pthread_mutex_unlock(&ring->lock);
}

static gpointer
run_hand(gpointer data)
{
  const Hand *hand = data;
  Ring *ring = hand->ring;
  guint64 number;
  gpointer item;

  stay_enter();
  while ((item = take(ring, &number))) {
    gate_enter(ring->job->gate);
    ring->job->work(ring->job->data, hand->worker, item);
    gate_leave(ring->job->gate);
    hand_over(ring, item, number);
  }
  stay_leave();
  return NULL;
}

static void
run_hands(Ring *ring)
{
  guint threads = MAX(ring->job->threads, 1);
  g_autofree Hand *hands = g_new0(Hand, threads);
  g_autofree GThread **running = g_new0(GThread *, threads);

  for (guint i = 0; i < threads; i++)
    hands[i] = (Hand){ ring, i };
  for (guint i = 1; i < threads; i++)
    running[i] = g_thread_new("worker", run_hand, &hands[i]);
  run_hand(&hands[0]);
  for (guint i = 1; i < threads; i++)
    g_thread_join(running[i]);
}

void
ring_run(const RingJob *job)
{
  Ring ring = { .job = job };

  g_assert(job->items->len >= MAX(job->threads, 1));
  pthread_mutex_init(&ring.taking, NULL);
  pthread_mutex_init(&ring.lock, NULL);
  pthread_cond_init(&ring.room, NULL);
  ring.idle = g_ptr_array_sized_new(job->items->len);
  ring.ready = g_new0(gpointer, job->items->len);
  for (guint i = 0; i < job->items->len; i++)
    g_ptr_array_add(ring.idle, job->items->pdata[i]);
  run_hands(&ring);
  g_free(ring.ready);
  g_ptr_array_unref(ring.idle);
  pthread_cond_destroy(&ring.room);
  pthread_mutex_destroy(&ring.lock);
  pthread_mutex_destroy(&ring.taking);
}
