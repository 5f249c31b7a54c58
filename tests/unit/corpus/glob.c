/* SPDX-License-Identifier: Apache-2.0
 *
 * glob.c - one part of a pattern against one name.
 */
#include "corpus/glob.h"

#include "../unit.h"
#include <string.h>

typedef struct {
  const char *pattern;
  const char *name;
  gboolean match;
} Case;

static const Case cases[] = {
  { "a.txt", "a.txt", TRUE },
  { "a.txt", "b.txt", FALSE },
  { "*", "", TRUE },
  { "*", "abc", TRUE },
  { "*", ".abc", FALSE },
  { ".*", ".abc", TRUE },
  { "*.txt", "a.txt.txt", TRUE },
  { "*.txt", "a.txt.md", FALSE },
  { "a*b*c", "aXbYbZc", TRUE },
  { "a*b*c", "aXbYbZ", FALSE },
  { "?", "é", TRUE },
  { "??", "é", FALSE },
  { "[a-c]", "b", TRUE },
  { "[a-c]", "d", FALSE },
  { "[!a-c]", "d", TRUE },
  { "[!a-c]", "a", FALSE },
  { "[]x]", "]", TRUE },
  { "[a-]", "-", TRUE },
  { "[é-ü]", "ö", TRUE },
  { "[", "[", TRUE },
  { "[ab", "[ab", TRUE },
  { "", "", TRUE },
  { "", "a", FALSE },
  { "?", "", FALSE },
  { "*[0-9].txt", "a1.txt", TRUE },
  { "**", "ab", TRUE },
};

static void
test_match(void **state)
{
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    if (glob_match(cases[i].pattern, cases[i].name) != cases[i].match)
      fail_msg("%s against %s", cases[i].pattern, cases[i].name);
}

/* A pattern that takes some matchers longer than the universe has left. */
static void
test_many_stars(void **state)
{
  char name[2001];

  (void)state;
  memset(name, 'a', sizeof name - 1);
  name[2000] = '\0';
  assert_false(glob_match("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", name));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_match),
    cmocka_unit_test(test_many_stars),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
