/* SPDX-License-Identifier: Apache-2.0
 *
 * guard.c - a look beyond a piece, a write to a locked one and a look at one
 * that is gone each end the process.
 */
#include "../unit.h"

#include "validate/child.h"
#include "validate/guard.h"
#include <string.h>

typedef enum { INSIDE, BEYOND, WRITE, LATE } Deed;

static void
work(gpointer data, Verdict *verdict)
{
  Guard *guard = guard_new();
  char *piece = guard_take(guard, "bytes", 5);
  volatile char seen = 0;

  guard_lock(guard);
  (void)verdict;
  switch ((Deed)GPOINTER_TO_INT(data)) {
  case INSIDE:
    seen = piece[4];
    break;
  case BEYOND:
    seen = ((volatile char *)piece)[5];
    break;
  case WRITE:
    ((volatile char *)piece)[0] = 'B';
    break;
  case LATE:
    guard_free(guard);
    guard = guard_new();
    guard_take(guard, "other", 5);
    seen = ((volatile char *)piece)[0];
    break;
  }
  (void)seen;
  guard_free(guard);
}

static Outcome
try(Deed deed)
{
  Verdict verdict = { .outcome = OUTCOME_OK };

  child_run(work, GINT_TO_POINTER(deed), 5, &verdict);
  return verdict.outcome;
}

static void
test_deeds(void **state)
{
  (void)state;
  assert_int_equal(try(INSIDE), OUTCOME_OK);
  assert_int_equal(try(BEYOND), OUTCOME_FAIL);
  assert_int_equal(try(WRITE), OUTCOME_FAIL);
  assert_int_equal(try(LATE), OUTCOME_FAIL);
}

static void
test_nothing(void **state)
{
  g_autoptr(Guard) guard = guard_new();

  (void)state;
  assert_non_null(guard_take(guard, NULL, 0));
  guard_lock(guard);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_deeds),
    cmocka_unit_test(test_nothing),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
