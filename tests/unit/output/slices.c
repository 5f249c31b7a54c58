/* SPDX-License-Identifier: Apache-2.0
 *
 * slices.c - stretches of a text are printed as append_string prints them, in
 * whatever order they come.
 */
#include "output/rows/slices.h"

#include "../unit.h"
#include "output/rows/append.h"

static void
expect(Slices *slices, guint32 begin, guint32 end)
{
  g_autoptr(GString) expected = g_string_new(NULL);
  g_autoptr(GString) to = g_string_new(NULL);
  gsize from, until;
  char *at;

  append_string(expected, slices->text + begin, end - begin);
  assert_true(slices_escape(slices));
  assert_true(slices_has(slices, begin, end));
  from = slices_place(slices, begin);
  until = slices_place(slices, end);
  at = append_room(to, until - from + 2 + SLICES_STEP);
  append_done(to, slices_put(slices, at, from, until));
  assert_string_equal(to->str, expected->str);
}

/* Escapes at both ends, side by side, and around the blocks of 8 bytes. */
static void
test_all_slices(void **state)
{
  static const char text[] = "\"She said \\\n\"no\" to it.\x01\tand then ......"
                             "\"................................\"\n\n";
  const guint32 length = sizeof text - 1;
  Slices slices = { 0 };

  (void)state;
  slices_start(&slices, text, length);
  for (guint32 begin = 0; begin <= length; begin++)
    for (guint32 end = length + 1; end-- > begin;)
      expect(&slices, begin, end);
  slices_clear(&slices);
}

/* One byte in three, in no order. */
static void
test_jumps(void **state)
{
  g_autofree char *text = g_strnfill(4096, 'a');
  Slices slices = { 0 };

  (void)state;
  for (guint i = 0; i < 4096; i += 3)
    text[i] = '\n';
  slices_start(&slices, text, 4096);
  for (guint32 i = 0; i < 500; i++) {
    guint32 begin = i * 2741 % 4000;

    expect(&slices, begin, begin + 90);
  }
  slices_clear(&slices);
}

static void
test_refused(void **state)
{
  Slices slices = { 0 };

  (void)state;
  slices_start(&slices, "a\xC3\xA9z", 4);
  assert_true(slices_has(&slices, 0, 4));
  assert_true(slices_has(&slices, 1, 3));
  assert_false(slices_has(&slices, 0, 2));
  assert_false(slices_has(&slices, 2, 4));
  assert_false(slices_has(&slices, 3, 1));
  assert_false(slices_has(&slices, 3, 5));
  slices_clear(&slices);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_all_slices),
    cmocka_unit_test(test_jumps),
    cmocka_unit_test(test_refused),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
