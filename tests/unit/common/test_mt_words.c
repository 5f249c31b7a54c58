/* SPDX-License-Identifier: Apache-2.0
 *
 * Each tokeniser against what its passes, done by hand, leave.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "mt_chars.h"
#include "mt_words.h"

static void
join(const MtWords *words, char *out, size_t size)
{
  size_t n = 0;

  out[0] = '\0';
  for (size_t i = 0; i < words->count; i++)
    n += (size_t)snprintf(out + n, size - n, "%s%.*s", i ? " " : "",
                          (int)(words->slices[i].end - words->slices[i].begin),
                          words->text + words->slices[i].begin);
}

typedef struct Case {
  MtTokenizer tokenizer;
  int lower;
  const char *text;
  const char *words;
} Case;

static const Case cases[] = {
  { MT_TOKENIZER_13A, 0, "", "" },
  { MT_TOKENIZER_13A, 0, "Stop, now.", "Stop , now ." },
  { MT_TOKENIZER_13A, 0, "It is 1,250.5 km.", "It is 1,250.5 km ." },
  { MT_TOKENIZER_13A, 0, "In 1987.", "In 1987 ." },
  { MT_TOKENIZER_13A, 0, "a 7-day trip", "a 7 - day trip" },
  { MT_TOKENIZER_13A, 0, "a well-known", "a well-known" },
  { MT_TOKENIZER_13A, 0, "wait...", "wait . . ." },
  { MT_TOKENIZER_13A, 0, "(&quot;A&amp;B&quot;)", "( \" A & B \" )" },
  { MT_TOKENIZER_13A, 0, "&amp;lt;", "<" },
  { MT_TOKENIZER_13A, 0, "cut-\nting", "cutting" },
  { MT_TOKENIZER_13A, 0, "two\nlines<skipped>", "two lines" },
  { MT_TOKENIZER_13A, 0, "caf\xc3\xa9.", "caf\xc3\xa9 ." },
  { MT_TOKENIZER_13A, 0, "no\xc2\xa0gap", "no gap" },
  { MT_TOKENIZER_13A, 1, "HE SAID", "he said" },
  { MT_TOKENIZER_13A, 1, "\xc3\x89T\xc3\x89", "\xc3\xa9t\xc3\xa9" },
  { MT_TOKENIZER_NONE, 0, " Stop,\tnow. ", "Stop, now." },
  { MT_TOKENIZER_CHAR, 0, "a b\xc3\xa9", "a b \xc3\xa9" },
  { MT_TOKENIZER_INTL, 0, "\xe2\x80\x9cYes\xe2\x80\x9d",
    "\xe2\x80\x9c Yes \xe2\x80\x9d" },
  { MT_TOKENIZER_INTL, 0, "1,250\xe2\x82\xac!", "1,250 \xe2\x82\xac !" },
  { MT_TOKENIZER_INTL, 0, "In 1987.", "In 1987." },
};

static void
test_tokenizers(void **state)
{
  MtWords words = { 0 };
  char joined[256];

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const Case *c = &cases[i];

    assert_true(mt_words_split(&words, c->text, strlen(c->text), c->tokenizer,
                               c->lower));
    join(&words, joined, sizeof joined);
    assert_string_equal(joined, c->words);
  }
  mt_words_clear(&words);
}

typedef struct TerCase {
  MtTerOptions options;
  const char *text;
  const char *words;
} TerCase;

static const TerCase ter_cases[] = {
  { { 0, 0, 0, 0 }, "The End.", "the end." },
  { { 0, 0, 0, 1 }, "The End.", "The End." },
  { { 1, 0, 0, 0 }, "The (short) end.", "the ( short ) end ." },
  { { 1, 0, 0, 0 }, "Ada's 3.5", "ada 's 3.5" },
  { { 0, 1, 0, 0 }, "So: \"yes\"!", "so yes" },
  { { 1, 0, 1, 0 }, "\xe4\xb8\xad\xe5\x9b\xbd", "\xe4\xb8\xad \xe5\x9b\xbd" },
  { { 1, 1, 1, 0 }, "a\xe3\x80\x82", "a" },
};

static void
test_ter_tokenizer(void **state)
{
  MtWords words = { 0 };
  char joined[256];

  (void)state;
  for (size_t i = 0; i < sizeof ter_cases / sizeof ter_cases[0]; i++) {
    const TerCase *c = &ter_cases[i];

    assert_true(
        mt_words_split_ter(&words, c->text, strlen(c->text), &c->options));
    join(&words, joined, sizeof joined);
    assert_string_equal(joined, c->words);
  }
  mt_words_clear(&words);
}

static void
test_equal_words_have_equal_hashes(void **state)
{
  static const char text[] = "to be or not to be";
  MtWords words = { 0 };

  (void)state;
  assert_true(mt_words_split_blanks(&words, text, strlen(text), false));
  assert_int_equal(words.count, 6);
  assert_true(words.hashes[0] == words.hashes[4]);
  assert_true(words.hashes[1] == words.hashes[5]);
  assert_true(words.hashes[0] != words.hashes[1]);
  mt_words_clear(&words);
}

static void
test_broken_bytes_count_alone(void **state)
{
  MtWords words = { 0 };
  size_t length;

  (void)state;
  assert_true(mt_words_split(&words, "a\xff\xc3", 3, MT_TOKENIZER_CHAR, false));
  assert_int_equal(words.count, 3);
  assert_int_equal(mt_decode("\xe2\x82", 2, &length), 0xfffd);
  assert_int_equal(length, 1);
  mt_words_clear(&words);
}

static void
test_lower_case(void **state)
{
  static const char sigma[] = "\xce\xa3\xce\xa3 \xce\xa3"; /* three capitals */
  MtWords words = { 0 };

  (void)state;
  assert_int_equal(mt_lower('Q'), 'q');
  assert_int_equal(mt_lower(0x416), 0x436);
  assert_int_equal(mt_lower('-'), '-');
  assert_true(mt_words_split_blanks(&words, sigma, strlen(sigma), true));
  /* the second ends a word of letters; the third stands alone */
  assert_memory_equal(words.text, "\xcf\x83\xcf\x82 \xcf\x83", 7);
  assert_true(mt_words_split_blanks(&words, "\xc4\xb0", 2, true));
  assert_memory_equal(words.text, "i\xcc\x87", 3);
  mt_words_clear(&words);
}

/* A text is read in one go unless something in it is unusual, as "<skipped>"
 * is, which the passes then take away: both must find the same words. */
static void
test_one_go_finds_what_the_passes_find(void **state)
{
  static const char *const parts[] = { "a",
                                       "7",
                                       ".",
                                       ",",
                                       "-",
                                       " ",
                                       "\xc3\xa9",
                                       "\xc2\xa0",
                                       "\'",
                                       "(",
                                       "\xe2\x80\x89",
                                       "B" };
  char skipped[128] = "<skipped>", *text = skipped + strlen(skipped);
  MtWords one = { 0 }, other = { 0 };
  unsigned seed = 1;

  (void)state;
  for (int round = 0; round < 20000; round++) {
    char words[256], expected[256];

    text[0] = '\0';
    for (int i = 0; i < 10; i++) {
      seed = seed * 1103515245u + 12345u;
      strcat(text, parts[(seed >> 16) % (sizeof parts / sizeof *parts)]);
    }
    assert_true(mt_words_split(&one, text, strlen(text), MT_TOKENIZER_13A, 0));
    assert_true(
        mt_words_split(&other, skipped, strlen(skipped), MT_TOKENIZER_13A, 0));
    join(&one, words, sizeof words);
    join(&other, expected, sizeof expected);
    assert_string_equal(words, expected);
    assert_int_equal(one.count, other.count);
  }
  mt_words_clear(&one);
  mt_words_clear(&other);
}

static void
test_names(void **state)
{
  MtTokenizer tokenizer;

  (void)state;
  assert_true(mt_tokenizer_from_name("intl", &tokenizer));
  assert_int_equal(tokenizer, MT_TOKENIZER_INTL);
  assert_string_equal(mt_tokenizer_name(MT_TOKENIZER_13A), "13a");
  assert_false(mt_tokenizer_from_name("13b", &tokenizer));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_tokenizers),
    cmocka_unit_test(test_ter_tokenizer),
    cmocka_unit_test(test_equal_words_have_equal_hashes),
    cmocka_unit_test(test_broken_bytes_count_alone),
    cmocka_unit_test(test_lower_case),
    cmocka_unit_test(test_one_go_finds_what_the_passes_find),
    cmocka_unit_test(test_names),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
