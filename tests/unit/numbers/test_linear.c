/* SPDX-License-Identifier: Apache-2.0
 *
 * test_linear.c - texts made to be slow: they must be read in one go.  No
 * clock is asked; a search that is not linear runs into the test's time-out.
 */
#include "corpus.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { SIZE = 600000 };

static const char *const units[] = {
  "1,000 ",  "18 men, 5 km and ", "3-4-5 ",     "10:30 ",   "$5 ",
  "one of ", "half a ",           "more than ", "2013-14 ", "between 3 and ",
};

static void
hostile_texts_are_read(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *found = NULL;

    while (text->len < SIZE)
      g_string_append(text, units[i]);
    found = corpus_agreements((const char *const[]){ text->str }, 1);
    assert_non_null(found);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(hostile_texts_are_read),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
