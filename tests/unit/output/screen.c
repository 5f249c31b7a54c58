/* SPDX-License-Identifier: Apache-2.0
 *
 * screen.c - the columns of the terminal report: widths, cuts, bars, letters.
 */
#include "output/screen.h"

#include "../unit.h"
#include <string.h>

static void
test_screen(void **state)
{
  g_autoptr(GString) out = g_string_new(NULL);
  Screen screen = { out, FALSE, 0 };
  char room[SCREEN_LETTER];

  (void)state;
  assert_int_equal(screen_measure("中a\u0301\t\n b", -1), 5);
  screen_cut(&screen, "中文字", -1, 5);
  assert_string_equal(out->str, "中文…");
  assert_int_equal(screen.column, 5);
  g_string_truncate(out, 0);
  screen_cut(&screen, "exact", -1, 5);
  assert_string_equal(out->str, "exact");
  g_string_truncate(out, 0);
  screen_bar(&screen, 0.5, 8);
  screen_bar(&screen, 2, 1);
  screen_bar(&screen, -1, 8);
  assert_string_equal(out->str, "█████");
  assert_string_equal(screen_letter(0, room), "A");
  assert_string_equal(screen_letter(25, room), "Z");
  assert_string_equal(screen_letter(26, room), "AA");
  assert_string_equal(screen_letter(701, room), "ZZ");
  assert_string_equal(screen_letter(702, room), "AAA");
  assert_string_equal(screen_letter(4294967293u, room), "MWLQKWT");
}

int
main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_screen) };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
