/* SPDX-License-Identifier: Apache-2.0
 *
 * test_linear.c - texts made to be slow: they must be read in one go.  No
 * clock is asked; a search that is not linear runs into the test's time-out.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "cut.h"

enum { SIZE = 1000000 };

static const char *const units[] = {
  "\"",
  "\" ",
  "'",
  "' ",
  "“a ",
  "‘a ",
  "‘as’ ",
  "“‘",
  "''' ",
  "\"Hi,\" ",
  "“a\n\n",
  "said ",
  "saying, ",
  ", said Bob",
  "Bob said that Ann said that ",
  "very very said ",
  "of a ",
  "Ann and ",
  "(x) ",
  ")",
  ", a",
  "who, ",
  "according to ",
  "raised a toast ",
  "Ann's claim that ",
  "Ann: b\n\nBob: c\n\n",
};

static void
hostile_texts_are_read(void **state)
{
  char *text = malloc(SIZE + 32);

  (void)state;
  assert_non_null(text);
  for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
    size_t n = strlen(units[i]), end = 0;
    Cut cut;
    while (end < SIZE) {
      memcpy(text + end, units[i], n);
      end += n;
    }
    text[end] = '\0';
    cut_open(&cut, text);
    cut_read(&cut);
    for (uint32_t k = 0; k < cut.found.founds.count; k++)
      assert_true(cut.found.founds.items[k].span.end <= end);
    cut_free(&cut);
  }
  free(text);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(hostile_texts_are_read),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
