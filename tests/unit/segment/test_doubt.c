/* SPDX-License-Identifier: Apache-2.0
 *
 * test_doubt.c - which texts look like something else than English articles.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "doubt.h"

static const char english[] =
    "The ferry left the harbour of Olm on Monday with forty people, and nobody "
    "on the quay thought that it would be the last time. It was a calm day, "
    "said "
    "the harbour master, and the captain had been at sea for thirty years when "
    "he was told of the storm that came from the north.";

static const char german[] =
    "Der Minister hat am Montag erklärt, dass die Regierung nicht weiter "
    "verhandeln will und dass der Vertrag noch in dieser Woche unterschrieben "
    "wird. Er sagte auch, dass die Kosten niedriger sind als erwartet, und "
    "dankte allen Beteiligten für ihre Arbeit in den letzten Monaten.";

static const char page[] =
    "<p>The ferry left.</p>\n<p>It was a <b>calm</b> day.</p>";

static const char one_tag[] = "The pages ended with </html> in those days.";

static const char *
doubt(const char *text)
{
  Words words = { 0 };
  Tokens tokens = { 0 };
  Notes notes = { 0 };
  uint32_t length = (uint32_t)strlen(text);
  const char *line;

  assert_true(doubt_open(&words));
  assert_true(scan(text, length, &tokens, &notes));
  line = doubt_of(&words, text, length, &tokens);
  words_free(&words);
  array_free(&tokens);
  array_free(&notes);
  return line;
}

static void
test_doubt(void **state)
{
  (void)state;
  assert_null(doubt(english));
  assert_null(doubt(one_tag));
  assert_non_null(strstr(doubt(german), "English"));
  assert_non_null(strstr(doubt(page), "--input-format html"));
  /* Too short to tell. */
  assert_null(doubt("Guten Morgen, liebe Leute."));
  assert_null(doubt("1 2 3\n4 5 6\n"));
  assert_null(doubt(""));
}

int
main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_doubt) };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
