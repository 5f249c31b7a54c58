/* SPDX-License-Identifier: Apache-2.0
 *
 * license.c - what is an SPDX expression, and what only looks like one.
 */
#include "../unit.h"

#include "validate/license.h"

static const char *const good[] = {
  "MIT",
  "0BSD",
  "Apache-2.0",
  "GPL-2.0-or-later",
  "GPL-2.0+",
  "MIT OR Apache-2.0",
  "(MIT OR Apache-2.0) AND BSD-3-Clause",
  "GPL-2.0-only WITH Classpath-exception-2.0",
  "LicenseRef-our-own",
  "DocumentRef-spdx:LicenseRef-1",
  " MIT ",
};
static const char *const bad[] = {
  "",
  "MIT License",
  "free for all",
  "MIT OR",
  "OR MIT",
  "(MIT",
  "MIT)",
  "MIT/Apache",
  "MIT, Apache-2.0",
  "AND",
  "MIT AND OR Apache-2.0",
  "((((((((((MIT))))))))))",
  "\xC2\xA9 me",
};

static void
test_expressions(void **state)
{
  gsize i;

  (void)state;
  for (i = 0; i < G_N_ELEMENTS(good); i++)
    if (!license_is_expression(good[i]))
      fail_msg("refused: %s", good[i]);
  for (i = 0; i < G_N_ELEMENTS(bad); i++)
    if (license_is_expression(bad[i]))
      fail_msg("taken: %s", bad[i]);
}

int
main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_expressions) };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
