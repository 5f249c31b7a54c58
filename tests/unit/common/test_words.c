/* SPDX-License-Identifier: Apache-2.0
 *
 * test_words.c - data lines, numbers in them, and word tables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "fold.h"
#include "words.h"

static void
lines_skip_comments_and_count(void **state)
{
  static const char data[] = "# head\n\n a \tb c\t\r\n#x\nlast";
  Lines lines = lines_start(data, sizeof data - 1);

  (void)state;
  assert_true(lines_next(&lines));
  assert_int_equal(lines.number, 3);
  assert_true(piece_is(lines_field(&lines, 0), "a"));
  assert_true(piece_is(lines_field(&lines, 1), "b c"));
  assert_true(piece_is(lines_field(&lines, 7), ""));
  assert_true(lines_next(&lines));
  assert_int_equal(lines.number, 5);
  assert_true(piece_is(lines_field(&lines, 0), "last"));
  assert_false(lines_next(&lines));
}

static void
too_many_fields_stay_together(void **state)
{
  static const char data[] = "1\t2\t3\t4\t5\t6\t7\t8\t9";
  Lines lines = lines_start(data, sizeof data - 1);

  (void)state;
  assert_true(lines_next(&lines));
  assert_int_equal(lines.fields, LINES_FIELDS);
  assert_true(piece_is(lines_field(&lines, 7), "8\t9"));
}

static void
pieces_are_cut_at_a_mark(void **state)
{
  Piece rest = { "x, y ,z", 7 }, part;

  (void)state;
  assert_true(piece_cut(&rest, ',', &part));
  assert_true(piece_is(part, "x"));
  assert_true(piece_cut(&rest, ',', &part));
  assert_true(piece_is(part, "y"));
  assert_true(piece_cut(&rest, ',', &part));
  assert_true(piece_is(part, "z"));
  assert_false(piece_cut(&rest, ',', &part));
}

static void
numbers_do_not_know_the_locale(void **state)
{
  static const struct {
    const char *text;
    bool good;
    double value;
  } cases[] = {
    { "42.7", true, 42.7 },
    { "-3e-2", true, -.03 },
    { "1e6", true, 1e6 },
    { ".5", true, .5 },
    { "0.3048", true, .3048 },
    { "", false, 0 },
    { "1,5", false, 0 },
    { "e5", false, 0 },
    { "1e", false, 0 },
    { "1e999", false, 0 },
    { "nan", false, 0 },
    { "9.4607304725808e15", true, 9.4607304725808e15 },
  };

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Piece piece = { cases[i].text, (uint32_t)strlen(cases[i].text) };
    double value = 0;

    assert_int_equal(piece_number(piece, &value), cases[i].good);
    if (cases[i].good)
      assert_true(value == cases[i].value);
  }
}

static void
tables_hold_what_was_put(void **state)
{
  Words words = { 0 };
  uint32_t at_once = 0;

  (void)state;
  assert_int_equal(words_get(&words, fold_word("one")), WORDS_NONE);
  for (uint32_t i = 0; i < 5000; i++) {
    char word[16];

    snprintf(word, sizeof word, "w%u", i);
    assert_true(words_put(&words, fold_word(word), i));
  }
  assert_int_equal(words.count, 5000);
  for (uint32_t i = 0; i < 5000; i++) {
    char word[16];

    snprintf(word, sizeof word, "W%u", i);
    assert_int_equal(words_get(&words, fold_word(word)), i);
    at_once += words_has_at_once(&words, fold_word(word));
  }
  assert_in_range(at_once, 3000, 5000);
  assert_false(words_has(&words, fold_word("w5000")));
  assert_false(words_has_at_once(&words, fold_word("w5000")));
  assert_true(words_put(&words, fold_word("w7"), 1));
  assert_int_equal(words_get(&words, fold_word("w7")), 1);
  assert_int_equal(words.count, 5000);
  words_free(&words);
}

/* Even where a table is as full as it gets. */
static void
the_filter_stops_most_other_words(void **state)
{
  enum { PUT = 64, OTHERS = 10000, TENTH = OTHERS / 10 };
  Words words = { 0 };
  uint32_t passed = 0;
  char word[16];

  (void)state;
  assert_false(words_may_have(&words, fold_word("one")));
  for (uint32_t i = 0; i < PUT; i++) {
    snprintf(word, sizeof word, "w%u", i);
    assert_true(words_put(&words, fold_word(word), i));
    assert_true(words_may_have(&words, fold_word(word)));
  }
  for (uint32_t i = 0; i < OTHERS; i++) {
    snprintf(word, sizeof word, "other%u", i);
    passed += words_may_have(&words, fold_word(word));
  }
  assert_in_range(passed, 0, TENTH);
  words_free(&words);
}

static void
tables_read_data_lines(void **state)
{
  static const char data[] = "# list\nsaid\tx\nwent on\nTold\n";
  Words words = { 0 };

  (void)state;
  assert_true(words_put_lines(&words, data, sizeof data - 1, 4));
  assert_int_equal(words_get(&words, fold_word("SAID")), 4);
  assert_int_equal(words_get(&words, fold_word("told")), 4);
  assert_false(words_has(&words, fold_word("went")));
  assert_int_equal(words.count, 2);
  words_free(&words);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(lines_skip_comments_and_count),
    cmocka_unit_test(too_many_fields_stay_together),
    cmocka_unit_test(pieces_are_cut_at_a_mark),
    cmocka_unit_test(numbers_do_not_know_the_locale),
    cmocka_unit_test(tables_hold_what_was_put),
    cmocka_unit_test(the_filter_stops_most_other_words),
    cmocka_unit_test(tables_read_data_lines),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
