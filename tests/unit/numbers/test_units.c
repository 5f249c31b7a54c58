/* SPDX-License-Identifier: Apache-2.0
 *
 * test_units.c - the built-in units, and a user's own with every mistake.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "fold.h"
#include "lexicon.h"

static const struct {
  const char *data;
  const char *error; /* NULL: it is good */
} cases[] = {
  { "", NULL },
  { "# only a comment\n", NULL },
  { "smoot\tlength\tmeter\t1.702\t-\tsm\tsmoots\n", NULL },
  { "galleon\tmoney\t-\t1\t-\tGl\tgalleon, galleons\n", NULL },
  { "smoot\n",
    "line 1: found \"smoot\"; expected name, kind, base, factor, parted by "
    "TAB" },
  { "# a\nsmoot\tlenght\tmeter\t1\n",
    "line 2: unknown kind \"lenght\"; expected one such as length, mass, money "
    "or other" },
  { "smoot\tlength\t\t1\n",
    "line 1: no base unit for \"smoot\"; the third field names it" },
  { "smoot\tlength\tmeter\t1,7\n",
    "line 1: the factor is \"1,7\"; expected a number above 0" },
  { "smoot\tlength\tmeter\t-1\n",
    "line 1: the factor is \"-1\"; expected a number above 0" },
};

static void
mistakes_name_their_line(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Lexicon lexicon;
    Builder error = { 0 };

    assert_true(lexicon_open(&lexicon));
    assert_int_equal(lexicon_add_units(&lexicon, cases[i].data,
                                       strlen(cases[i].data), &error),
                     cases[i].error == NULL);
    assert_string_equal(builder_text(&error),
                        cases[i].error ? cases[i].error : "");
    builder_free(&error);
    lexicon_close(&lexicon);
  }
}

static double
factor_of(const Lexicon *lexicon, const char *symbol)
{
  uint32_t unit =
      words_get(&lexicon->unit_symbols, lexicon_exact(symbol, strlen(symbol)));

  assert_int_not_equal(unit, WORDS_NONE);
  return lexicon->units.items[unit].factor;
}

static void
prefixes_scale_their_units(void **state)
{
  Lexicon lexicon;

  (void)state;
  assert_true(lexicon_open(&lexicon));
  assert_true(factor_of(&lexicon, "km") == 1000);
  assert_true(factor_of(&lexicon, "mm") == 1e-3);
  assert_true(factor_of(&lexicon, "MW") == 1e6);
  assert_true(factor_of(&lexicon, "mW") == 1e-3);
  assert_true(factor_of(&lexicon, "KiB") == 8192);
  assert_true(factor_of(&lexicon, "µg") == 1e-6);
  assert_int_not_equal(lexicon_unit(&lexicon, "kilowatt hour"), 0);
  assert_int_equal(lexicon_unit(&lexicon, "kilofoot"), 0);
  lexicon_close(&lexicon);
}

static void
phrases_are_found_word_by_word(void **state)
{
  Lexicon lexicon;
  uint32_t at = 0;
  static const char *const words[] = { "no", "fewer", "than" };

  (void)state;
  assert_true(lexicon_open(&lexicon));
  for (size_t i = 0; i < 3; i++) {
    at = lexicon_step(&lexicon, at, fold_word(words[i]));
    assert_int_not_equal(at, 0);
  }
  assert_int_equal(lexicon.entries.items[at].before, STEMMA_AT_LEAST);
  assert_int_equal(lexicon_step(&lexicon, at, fold_word("zebra")), 0);
  assert_int_equal(lexicon_step(&lexicon, 0, fold_word("zebra")), 0);
  lexicon_close(&lexicon);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(mistakes_name_their_line),
    cmocka_unit_test(prefixes_scale_their_units),
    cmocka_unit_test(phrases_are_found_word_by_word),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
