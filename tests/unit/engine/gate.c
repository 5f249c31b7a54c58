/* SPDX-License-Identifier: Apache-2.0
 *
 * gate.c - no more threads are inside than may be, and who waits outside comes
 * in.
 */
#include "engine/gate.h"
#include "../unit.h"
#include <pthread.h>
#include <stdatomic.h>

enum { THREADS = 6, MOST = 2, ROUNDS = 500 };

static Gate *gate;
static _Atomic int inside, most_inside, rounds;

static void *
go_round(void *data)
{
  for (int i = 0; i < ROUNDS; i++) {
    int now, most;

    gate_enter(gate);
    now = atomic_fetch_add(&inside, 1) + 1;
    most = atomic_load(&most_inside);
    while (now > most
           && !atomic_compare_exchange_weak(&most_inside, &most, now))
      continue;
    g_thread_yield();
    atomic_fetch_sub(&inside, 1);
    gate_leave(gate);
    atomic_fetch_add(&rounds, 1);
  }
  return data;
}

static void
test_most(void **state)
{
  pthread_t threads[THREADS];

  (void)state;
  gate = gate_new(MOST);
  for (int i = 0; i < THREADS; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, go_round, NULL), 0);
  for (int i = 0; i < THREADS; i++)
    pthread_join(threads[i], NULL);
  assert_int_equal(rounds, THREADS * ROUNDS);
  assert_true(most_inside <= MOST);
  gate_free(gate);
}

/* Who waits for somebody else is out of it for that time. */
static void
test_leave(void **state)
{
  (void)state;
  gate = gate_new(1);
  gate_enter(gate);
  gate_leave(gate);
  gate_enter(gate);
  gate_leave(gate);
  gate_free(gate);
  gate_enter(NULL);
  gate_enter(NULL);
  gate_leave(NULL);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_most),
    cmocka_unit_test(test_leave),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
