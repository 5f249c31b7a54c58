/* SPDX-License-Identifier: Apache-2.0
 *
 * stay.c - a thread is bound for brief calls alone, and free again afterwards.
 */
#include "worker/stay.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* after its needs */
#include <cmocka.h>

static int
processors(void)
{
  cpu_set_t all;

  assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
  return CPU_COUNT(&all);
}

static void
test_outside(void **state)
{
  int before = processors();

  (void)state;
  assert_int_equal(stay_begin(TRUE), ANYWHERE);
  assert_int_equal(processors(), before);
  assert_true(stay_end());
}

static void
test_brief(void **state)
{
  int before = processors(), here;

  (void)state;
  if (before < 2)
    skip();
  stay_enter();
  here = stay_begin(TRUE);
  assert_true(here >= 0);
  assert_int_equal(processors(), 1);
  stay_end();
  /* It stays where it is for the next one. */
  assert_int_equal(stay_begin(TRUE), here);
  stay_end();
  stay_leave();
  assert_int_equal(processors(), before);
}

static void
test_long(void **state)
{
  int before = processors();

  (void)state;
  stay_enter();
  stay_begin(TRUE);
  g_usleep(60000);
  assert_false(stay_end());
  assert_int_equal(processors(), before);
  /* One call is the kernel's then, and a long one always is. */
  assert_int_equal(stay_begin(TRUE), ANYWHERE);
  stay_end();
  assert_int_equal(stay_begin(FALSE), ANYWHERE);
  stay_end();
  stay_leave();
}

static void
test_follow(void **state)
{
  cpu_set_t all;
  int now = ANYWHERE, here = sched_getcpu();

  (void)state;
  assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
  stay_follow(here, &all, &now);
  assert_int_equal(now, here);
  assert_int_equal(processors(), 1);
  stay_follow(ANYWHERE, &all, &now);
  assert_int_equal(processors(), CPU_COUNT(&all));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_outside),
    cmocka_unit_test(test_brief),
    cmocka_unit_test(test_long),
    cmocka_unit_test(test_follow),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
