/* SPDX-License-Identifier: Apache-2.0
 *
 * test_senses.c - what words near a quantity say, and the memory of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "fold.h"
#include "senses.h"

static Sense
sense_of(Senses *senses, const char *word)
{
  uint32_t length = (uint32_t)strlen(word);

  return *senses_of(senses, word, length, fold_bytes(word, length));
}

/* Words of one stem, a stop word, a concept, one that everything is counted
 * in. */
static void
words_say_what_they_should(void **state)
{
  SenseLists lists;
  Senses senses;

  (void)state;
  assert_true(sense_lists_open(&lists));
  assert_true(senses_open(&senses, &lists));
  assert_int_equal(sense_of(&senses, "bridges").stem,
                   sense_of(&senses, "Bridge").stem);
  assert_int_not_equal(sense_of(&senses, "bridges").stem,
                       sense_of(&senses, "ridges").stem);
  assert_int_equal(sense_of(&senses, "Norwegians").name,
                   sense_of(&senses, "Norweg").name);
  assert_int_equal(sense_kind(senses_of(&senses, "the", 3, fold_word("the"))),
                   SENSE_STOP);
  assert_true(senses_skip(&senses, fold_word("the")));
  assert_false(senses_skip(&senses, fold_word("bridge")));
  assert_int_equal(sense_of(&senses, "talks").stem,
                   sense_of(&senses, "discussions").stem);
  senses_close(&senses);
  sense_lists_close(&lists);
}

/* The stemmer for ASCII gives what the other one gives. */
static void
both_stemmers_agree(void **state)
{
  static const char *const words[] = {
    "generously", "dying",  "skies",   "yearly",  "hopping",    "hoping",
    "egging",     "relief", "voyages", "employs", "conditions", "nationally",
    "o'clock",    "news",   "inning",  "cried",   "x-rays",     "bias",
  };
  SenseLists lists;
  Senses one, other;
  struct sb_stemmer *ascii;

  (void)state;
  assert_true(sense_lists_open(&lists));
  assert_true(senses_open(&one, &lists));
  assert_true(senses_open(&other, &lists));
  assert_non_null(one.ascii);
  ascii = other.ascii;
  other.ascii = NULL;
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    assert_int_equal(sense_of(&one, words[i]).stem,
                     sense_of(&other, words[i]).stem);
  other.ascii = ascii;
  senses_close(&one);
  senses_close(&other);
  sense_lists_close(&lists);
}

/* More words than are kept: none is taken for another. */
static void
forgotten_words_are_learned_again(void **state)
{
  enum { WORDS = 3 * SENSE_SETS * SENSE_WAYS };
  SenseLists lists;
  Senses senses, fresh;

  (void)state;
  assert_true(sense_lists_open(&lists));
  assert_true(senses_open(&senses, &lists));
  assert_true(senses_open(&fresh, &lists));
  for (uint32_t i = 0; i < WORDS; i++) {
    char word[16];

    (void)snprintf(word, sizeof word, "w%uq", i % (WORDS / 2) * 7919);
    if (i % 97 == 0) {
      senses_learn(&fresh, word, (uint32_t)strlen(word),
                   fold_bytes(word, strlen(word)));
      assert_int_equal(sense_of(&senses, word).stem,
                       sense_of(&fresh, word).stem);
    } else
      sense_of(&senses, word);
  }
  senses_close(&fresh);
  senses_close(&senses);
  sense_lists_close(&lists);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(words_say_what_they_should),
    cmocka_unit_test(both_stemmers_agree),
    cmocka_unit_test(forgotten_words_are_learned_again),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
