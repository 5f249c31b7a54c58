/* SPDX-License-Identifier: Apache-2.0
 *
 * test_rules.c - where sentences and paragraphs end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "rules.h"

/* In a text "|" marks a sentence's end and "||" a paragraph's; both are taken
 * out before the text is cut. */
#define LONG_LINES                                                             \
  "A headline on one line||\nThe text is longer than any typed line w"         \
  "ould be, so the breaks in it are those of paragraphs, not of lines"         \
  " at all, as a reader sees.|| \nAnother paragraph begins here."

static const char *const cases[] = {
  "It rained.| Then it stopped.",
  "Mr. Bel and Gen. Orr met Dr. A. J. Sul in St. Ives.| They left.",
  "The U.S. Senate voted.| He left the U.S.| The vote failed.",
  "It opened at 9 a.m. on Monday.| It closed at 5 p.m.| The rest slept.",
  "See No. 5 and vol. 2, p. 7.| No.| It is Sept. 4 now.",
  "Prices rose 4.5 percent to $1.25.| Why?| Because!",
  "“Stop.”| He stopped.",
  "“Why now?” Ana Bel asked.| “Go!” she said.",
  "“We talked.| We ate,” he said.",
  "There are limits (as we said).| And more.",
  "I hoped ... and waited…| Nothing came.",
  "The crown (...) Of all things was lost.",
  "Acme Inc. shares fell.| Acme Inc. Chairman Orr resigned.",
  "They ended the talks.|Later they ate at example.com and left.",
  "A headline without a stop||\n\nThe text begins here.| It goes on.",
  LONG_LINES,
  ("A wrapped text has full lines that end where\nthe next word would not fit "
   "in, even where\nElena begins the next line.| The last\nline is short."),
  "Short||\nList||\nOf items||\nEnds",
  "one\ntwo three\nfour",
  "He said: “It is done.| We know it.| Let us go.”| They went.",
  "Apple’s chief left.| iPhone sales fell.",
  "Is it? it is. so there",
  "e.g. Paris, i.e. Not London.",
  "Kim J. Orr and Lee K. Sul.| They met.",
  "",
};

typedef struct Marked {
  char text[1024];
  uint32_t end[32]; /* of sentences: where the next begins or the end */
  uint32_t paragraph[32];
  uint32_t count;
} Marked;

static uint32_t
split_marks(const char *marked, char *text, uint32_t *cuts, uint32_t *gaps)
{
  uint32_t n = 0, length = 0;

  for (; *marked; marked++) {
    if (*marked != '|') {
      text[length++] = *marked;
      continue;
    }
    gaps[n] = marked[1] == '|';
    marked += gaps[n];
    cuts[n++] = length;
  }
  text[length] = '\0';
  return n;
}

static void
check(const Rules *rules, const char *marked)
{
  char text[1024];
  uint32_t cuts[32], gaps[32], paragraph = 0;
  uint32_t n = split_marks(marked, text, cuts, gaps);
  uint32_t length = (uint32_t)strlen(text);
  Tokens tokens = { 0 };
  Notes notes = { 0 };
  Sentences got = { 0 };

  assert_true(scan(text, length, &tokens, &notes));
  assert_true(rules_apply(rules, text, length, &tokens, &notes, &got));
  if (got.count != (length ? n + 1 : 0))
    print_message("%s\n", marked);
  assert_int_equal(got.count, length ? n + 1 : 0);
  for (uint32_t i = 0; i < got.count; i++) {
    if (got.items[i].paragraph != paragraph)
      print_message("%s\n", marked);
    if (i < n)
      assert_int_equal(got.items[i].row.end, cuts[i]);
    assert_int_equal(got.items[i].paragraph, paragraph);
    paragraph += i < n && gaps[i];
  }
  for (uint32_t i = 0, t = 0; i < got.count; i++) {
    for (uint32_t k = 0; k < got.items[i].tokens; k++)
      assert_int_equal(tokens.items[t++].sentence, i);
  }
  array_free(&tokens);
  array_free(&notes);
  array_free(&got);
}

static void
sentences_end_where_a_reader_ends_them(void **state)
{
  Rules rules;

  (void)state;
  assert_true(rules_open(&rules, true));
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    check(&rules, cases[i]);
  rules_close(&rules);
}

static void
without_english_no_abbreviation_is_known(void **state)
{
  Rules rules;

  (void)state;
  assert_true(rules_open(&rules, false));
  check(&rules, "Mr.| Bel left.");
  rules_close(&rules);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sentences_end_where_a_reader_ends_them),
    cmocka_unit_test(without_english_no_abbreviation_is_known),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
