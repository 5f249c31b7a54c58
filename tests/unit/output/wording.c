/* SPDX-License-Identifier: Apache-2.0
 *
 * wording.c - which wording differences the report in the terminal shows, and
 * how many of them.
 */
#include "terminal-tables.h"

#define HEAD "U1 widest wording differences\n"

/* Articles "a0", "a1" and on. */
static void
start_with(Fixture *fixture, guint32 articles)
{
  start(fixture, all_layers, FALSE);
  for (guint32 i = 0; i < articles; i++) {
    g_autofree char *id = g_strdup_printf("a%u", i);

    tell_scored(fixture, i, id, 0, 0);
  }
}

/* The report's wording differences of one utterance, rendered as told. */
static char *
report_of(const char *const *readings, guint32 articles)
{
  const RunEnd end = { articles, 0, NULL, NULL, 0 };
  Table *utterances, *rows;
  g_autofree char *text = NULL;
  Fixture fixture;
  char *from;

  start_with(&fixture, articles);
  utterances = new_table(&fixture, &stemma_utterance_layer);
  rows = new_table(&fixture, &stemma_reading_layer);
  add_utterance(utterances, "U1", "label", "Ida Bel", articles);
  for (guint32 i = 0; i < articles; i++)
    add_readings(rows, 0, i, readings[i]);
  tell(&fixture, utterances);
  tell(&fixture, rows);
  text = finish(&fixture, &end);
  from = strstr(text, HEAD);
  return from ? g_strndup(from, (gsize)(strstr(from, "\n\n") - from) + 1)
              : g_strdup("");
}

static void
check(const char *const *readings, guint32 articles, const char *expected)
{
  g_autofree char *text = report_of(readings, articles);

  assert_string_equal(text, expected);
}

/* How far apart, times how many articles; of equals the first. */
static void
test_two_utterances_that_matter_most(void **state)
{
  static const struct {
    const char *id;
    guint32 witnesses;
    double score;
  } all[] = { { "U1", 2, .9 },
              { "U2", 3, .9 },
              { "U3", 4, .6 },
              { "U4", 4, .6 },
              { "U5", 4, 0 } };
  const RunEnd end = { 4, 0, NULL, NULL, 0 };
  Table *utterances, *variances, *readings;
  g_autofree char *text = NULL;
  const char *first, *second;
  Fixture fixture;

  (void)state;
  start_with(&fixture, 4);
  utterances = new_table(&fixture, &stemma_utterance_layer);
  variances = new_table(&fixture, &stemma_variance_layer);
  readings = new_table(&fixture, &stemma_reading_layer);
  for (guint32 i = 0; i < G_N_ELEMENTS(all); i++) {
    add_utterance(utterances, all[i].id, "label", NULL, all[i].witnesses);
    add_variance(variances, i, all[i].score);
    add_readings(readings, i, 0, "Now");
    add_readings(readings, i, 1, "Never");
  }
  tell(&fixture, utterances);
  tell(&fixture, variances);
  tell(&fixture, readings);
  text = finish(&fixture, &end);
  first = strstr(text, "U2 widest");
  second = strstr(text, "U3 widest");
  assert_true(first && second && first < second);
  assert_null(strstr(text, "U1 widest"));
  assert_null(strstr(text, "U4 widest"));
}

/* Nothing to tell of what has no distance, even where its words differ. */
static void
test_without_a_distance(void **state)
{
  const RunEnd end = { 2, 0, NULL, NULL, 0 };
  Table *utterances, *variances, *readings;
  g_autofree char *text = NULL;
  Fixture fixture;

  (void)state;
  start_with(&fixture, 2);
  utterances = new_table(&fixture, &stemma_utterance_layer);
  variances = new_table(&fixture, &stemma_variance_layer);
  readings = new_table(&fixture, &stemma_reading_layer);
  add_utterance(utterances, "U1", "label", NULL, 2);
  add_variance(variances, 0, 0);
  add_readings(readings, 0, 0, "Now");
  add_readings(readings, 0, 1, "Never");
  tell(&fixture, utterances);
  tell(&fixture, variances);
  tell(&fixture, readings);
  text = finish(&fixture, &end);
  assert_null(strstr(text, "widest wording"));
}

static void
test_four_places(void **state)
{
  (void)state;
  check(TEXTS("Our|own|,|old|x|ships|sail|x|by|noon|x|or|x|if",
              "Any|new|,|big|x|boats|go|x|at|dusk|x|but|x|as"),
        2,
        HEAD "  [Our own, old] A                        [ships sail] A\n"
             "  [Any new, big] B                        [boats go] B\n"
             "  [by noon] A                             [or] A\n"
             "  [at dusk] B                             [but] B\n");
}

/* Marks and blanks that a printer chooses make no other word. */
static void
test_same_letters(void **state)
{
  (void)state;
  check(TEXTS("We|don't|wear|life|jackets|x|ship",
              "We|don\xe2\x80\x99t|wear|lifejackets|-|x|boat"),
        2,
        HEAD "  [ship] A\n"
             "  [boat] B\n");
}

/* The sign of a sum is a part of it, a comma is none of a word. */
static void
test_sign_of_a_sum(void **state)
{
  (void)state;
  check(TEXTS("$|400|x|,|old", "a|lot|x|too|new"), 2,
        HEAD "  [$ 400] A                               [old] A\n"
             "  [a lot] B                               [too new] B\n");
}

/* Sentences at an end that one alone quotes are a place of their own, and what
 * most do not have is left out by none. */
static void
test_sentences_of_one_alone(void **state)
{
  (void)state;
  check(TEXTS("-|-|-|-|-|-|That|x|fault|.|-|-|-|-|-|-",
              "-|-|-|-|-|-|It|x|error|.|-|-|-|-|-|-",
              "We|began|to|play|badly|.|This|x|fault|.|I|pick|every|team|"
              "myself|."),
        3,
        HEAD "  [That] A                                [fault] AC\n"
             "  [It] B                                  [error] B\n"
             "  [This] C\n"
             "  only C has: We began to play badly\n"
             "  only C has: I pick every team myself\n");
}

/* The last of an odd number of places stands alone. */
static void
test_odd_places(void **state)
{
  (void)state;
  check(TEXTS("Our|own|x|ship", "Any|new|x|boat"), 2,
        HEAD "  [Our own] A                             [ship] A\n"
             "  [Any new] B                             [boat] B\n");
  check(TEXTS("Our|own", "Any|new"), 2,
        HEAD "  [Our own] A\n"
             "  [Any new] B\n");
}

/* Six wordings take as many lines as five and a line that tells of one more. */
static void
test_more_wordings_than_lines(void **state)
{
  (void)state;
  check(TEXTS("one", "two", "three", "four", "five", "six", "seven"), 7,
        HEAD "  [one] A\n  [two] B\n  [three] C\n  [four] D\n  [five] E\n"
             "  and 2 more wordings\n");
  check(TEXTS("one", "two", "three", "four", "five", "six"), 6,
        HEAD "  [one] A\n  [two] B\n  [three] C\n  [four] D\n  [five] E\n"
             "  [six] F\n");
}

/* Of three wordings one has no word: the article leaves them out, or has them
 * elsewhere. */
static void
test_no_word_among_wordings(void **state)
{
  (void)state;
  check(TEXTS("Stay|at|home", "Wait|at|home", "-|at|home"), 3,
        HEAD "  [Stay] A\n  [Wait] B\n  [left out] C\n");
  check(TEXTS("-|-|-|I|sleep|when|it|ends|now",
              "When|it|^ends|I|sleep|-|-|-|now",
              "If|it|ends|I|sleep|when|it|ends|now"),
        3,
        HEAD "  [elsewhere] A\n  [When it ends] B\n  [If it ends] C\n"
             "  B has elsewhere: when it ends\n");
}

/* What is cut ends, with its letters, in the column before the other place. */
static void
test_long_wordings_are_cut(void **state)
{
  (void)state;
  check(TEXTS("an-uncommonly-long-run-of-linked-words-here|x|short",
              "an-uncommonly-long-run-of-words|x|brief",
              "an-uncommonly-long-run-of-linked-words-here|x|brief"),
        3,
        HEAD "  [an-uncommonly-long-run-of-linke…] AC   [short] A\n"
             "  [an-uncommonly-long-run-of-words] B     [brief] BC\n");
}

/* Three of them, the longest first, and none of two words. */
static void
test_omissions(void **state)
{
  (void)state;
  check(TEXTS("one|two|x|one|two|three|x|a|b|c|d|x|a|b|c|d|e|x|a|b|c|d|e|f",
              "-|-|x|-|-|-|x|-|-|-|-|x|-|-|-|-|-|x|-|-|-|-|-|-"),
        2,
        HEAD "  B leaves out: a b c d e f\n"
             "  B leaves out: a b c d e\n"
             "  B leaves out: a b c d\n");
  check(TEXTS("We|saw|it|fall|down|at|last", "We|-|-|-|down|-|-",
              "We|-|-|-|down|-|-"),
        3,
        HEAD "  only A has: saw it fall\n"
             "  only A has: at last\n");
  /* a word or two only where there is nothing else to tell */
  check(
      TEXTS("We|saw|it|fall|down|at|last|x|here", "We|-|-|-|down|-|-|x|there"),
      2,
      HEAD "  [here] A\n"
           "  [there] B\n"
           "  B leaves out: saw it fall\n");
}

/* Eleven letters take the words' room, and the article after Z is AA. */
static void
test_letters_of_many_articles(void **state)
{
  const char *readings[28];

  (void)state;
  for (guint i = 0; i < 28; i++)
    readings[i] = i < 10 ? "now" : i < 21 ? "later" : i < 26 ? "once" : "never";
  check(readings, 28,
        HEAD "  [now] ABCDEFGHIJ\n"
             "  [later] K L M +8\n"
             "  [once] VWXYZ\n"
             "  [never] AA AB\n");
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    IN_FOLDER(test_two_utterances_that_matter_most),
    IN_FOLDER(test_without_a_distance),
    IN_FOLDER(test_four_places),
    IN_FOLDER(test_same_letters),
    IN_FOLDER(test_sign_of_a_sum),
    IN_FOLDER(test_sentences_of_one_alone),
    IN_FOLDER(test_odd_places),
    IN_FOLDER(test_more_wordings_than_lines),
    IN_FOLDER(test_no_word_among_wordings),
    IN_FOLDER(test_long_wordings_are_cut),
    IN_FOLDER(test_omissions),
    IN_FOLDER(test_letters_of_many_articles),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
