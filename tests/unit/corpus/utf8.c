/* SPDX-License-Identifier: Apache-2.0
 *
 * utf8.c - every sequence of up to four bytes is judged as GLib judges it.
 */
#include "corpus/utf8.h"

#include "../unit.h"
#include <string.h>

static void
compare(const char *text, gsize length)
{
  const char *end;
  gsize bad = length;
  gboolean valid = g_utf8_validate_len(text, length, &end);

  if (utf8_check(text, length, &bad) != valid || bad != (gsize)(end - text))
    fail_msg("%02x %02x %02x %02x", (guchar)text[0], (guchar)text[1],
             (guchar)text[2], (guchar)text[3]);
}

/* Each lead byte with each second byte and the edges of the others. */
static void
test_sequences(void **state)
{
  static const guchar edges[] = { 0, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xFF };

  (void)state;
  for (guint lead = 0; lead < 256; lead++)
    for (guint second = 0; second < 256; second++)
      for (gsize i = 0; i < G_N_ELEMENTS(edges); i++)
        for (gsize k = 0; k < G_N_ELEMENTS(edges); k++) {
          char text[5] = { (char)lead, (char)second, (char)edges[i],
                           (char)edges[k] };

          for (gsize length = 1; length <= 4; length++)
            compare(text, length);
        }
}

/* A bad byte at every place of a long text. */
static void
test_places(void **state)
{
  (void)state;
  for (gsize length = 4; length < 80; length++)
    for (gsize at = 0; at < length; at++) {
      g_autofree char *text = g_strnfill(length, 'x');

      text[at] = '\xE9';
      compare(text, length);
      text[at] = '\0';
      compare(text, length);
    }
}

static void
test_line_and_column(void **state)
{
  static const char text[] = "é\r\n中文\nx";
  guint line, column;

  (void)state;
  utf8_place(text, 0, &line, &column);
  assert_int_equal(line, 1);
  assert_int_equal(column, 1);
  utf8_place(text, strlen("é\r\n中"), &line, &column);
  assert_int_equal(line, 2);
  assert_int_equal(column, 2);
  utf8_place(text, strlen(text), &line, &column);
  assert_int_equal(line, 3);
  assert_int_equal(column, 2);
  assert_int_equal(utf8_mark("\xEF\xBB\xBF", 3), 3);
  assert_int_equal(utf8_mark("\xEF\xBB\xBF", 2), 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_sequences),
    cmocka_unit_test(test_places),
    cmocka_unit_test(test_line_and_column),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
