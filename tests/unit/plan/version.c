/* SPDX-License-Identifier: Apache-2.0
 *
 * version.c - which versions a pipeline's requirement lets pass.
 */
#include "plan/version.h"
#include <setjmp.h>
#include <stdarg.h>
/* after its needs */
#include <cmocka.h>

typedef struct {
  const char *version;
  const char *required;
  gboolean suits;
} Case;

static void
check(const Case *cases, gsize count)
{
  for (gsize i = 0; i < count; i++)
    if (version_suits(cases[i].version, cases[i].required) != cases[i].suits)
      fail_msg("%s and %s", cases[i].version, cases[i].required);
}

static void
test_signs(void **state)
{
  static const Case cases[] = {
    { "2.1.0", ">= 2.0.9", TRUE },  { "2.1.0", ">= 2.1.0", TRUE },
    { "2.1.0", ">= 2.1.1", FALSE }, { "2.1.0", "<= 2.0.9", FALSE },
    { "2.1.0", "<= 2.1.0", TRUE },  { "2.1.0", "<= 2.1.1", TRUE },
    { "2.1.0", "> 2.0.9", TRUE },   { "2.1.0", "> 2.1.0", FALSE },
    { "2.1.0", "> 2.1.1", FALSE },  { "2.1.0", "< 2.0.9", FALSE },
    { "2.1.0", "< 2.1.0", FALSE },  { "2.1.0", "< 2.1.1", TRUE },
    { "2.1.0", "== 2.0.9", FALSE }, { "2.1.0", "== 2.1.0", TRUE },
    { "2.1.0", "== 2.1.1", FALSE }, { "2.1.0", "2.0.9", FALSE },
    { "2.1.0", "2.1.0", TRUE },     { "2.1.0", "2.1.1", FALSE },
    { "2.1.0", ">=2.1", TRUE },     { "2.1.0", "<   2.1", FALSE },
  };

  (void)state;
  check(cases, G_N_ELEMENTS(cases));
}

static void
test_numbers(void **state)
{
  static const Case cases[] = {
    /* as numbers, not letter by letter */
    { "2.10.0", "> 2.9.0", TRUE },
    { "10.0.0", "> 9.0.0", TRUE },
    /* what is missing is 0 */
    { "2.1.0", "2.1", TRUE },
    { "2.1.0", "2", FALSE },
    { "2", "2.0.0", TRUE },
    { "2.1", "< 2.1.0.1", TRUE },
    /* what follows the numbers is not looked at */
    { "2.1.0-rc1", "2.1.0", TRUE },
    { "2.1.0", "2.1.0+debian", TRUE },
  };

  (void)state;
  check(cases, G_N_ELEMENTS(cases));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_signs),
    cmocka_unit_test(test_numbers),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
