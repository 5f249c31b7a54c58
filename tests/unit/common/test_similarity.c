/* SPDX-License-Identifier: Apache-2.0
 *
 * Words and their relations, sentences and their order of likeness, and how
 * renderings are related.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kinship.h"
#include "lexis.h"
#include "similarity.h"

static double
relation(const char *a, const char *b)
{
  Lexis *lexis = lexis_new("en"), *other = lexis_new("en");
  const LexisWord *one = lexis_look(lexis, a, strlen(a));
  const LexisWord *two = lexis_look(lexis, b, strlen(b));
  double value;

  assert_non_null(one);
  assert_non_null(two);
  value = lexis_relation(lexis, one, two);
  /* kept, and found anew the other way round */
  assert_float_equal(lexis_relation(lexis, two, one), value, 0);
  assert_float_equal(lexis_relation(other, two, one), value, 0);
  lexis_free(lexis);
  lexis_free(other);
  return value;
}

static double
score(const char *a, const char *b)
{
  Similarity *similarity = similarity_new("en");
  MtText one = { a, strlen(a) }, two = { b, strlen(b) };
  double value = similarity_score(similarity, one, two);

  assert_float_equal(similarity_score(similarity, two, one), value, 1e-9);
  similarity_free(similarity);
  return value;
}

static void
test_relations(void **state)
{
  (void)state;
  assert_float_equal(relation("River", "river"), 1, 0);
  assert_float_equal(relation("river", "rivers"), 0.97, 1e-9);
  assert_float_equal(relation("metre", "meter"), 0.97, 1e-9);
  assert_float_equal(relation("18", "19"), 0, 0);
  assert_float_equal(relation("18", "eighteen"), 1, 0);
  assert_float_equal(relation("eight", "eighteen"), 0, 0);
  assert_float_equal(relation("1,200", "1200"), 1, 0);
  assert_float_equal(relation("18", "years"), 0, 0);
  assert_float_equal(relation("not", "of"), 0, 0);
  assert_true(relation("not", "never") > 0.9);
  assert_true(relation("king", "throne") > relation("king", "shovel"));
  assert_true(relation("Kovalenko", "Kovalenka") > 0.5);
  assert_float_equal(relation("the", "of"), 0, 0);
}

/* WordNet may not have been there when the table was made. */
static void
test_wordnet(void **state)
{
  (void)state;
  if (wordnet_count == 0)
    skip();
  assert_float_equal(relation("buy", "sell"), 0, 0);
  assert_true(relation("boat", "vessel") >= 0.8);
  assert_true(relation("Libya", "Libyan") >= 0.8);
  assert_true(relation("said", "say") >= 0.8);
  assert_true(relation("Monday", "Friday") < 0.3);
  assert_true(relation("oak", "tree") >= 0.8);
}

static void
test_weights(void **state)
{
  Lexis *lexis = lexis_new("en");
  double the = lexis_find(lexis, "the", 3)->weight;
  double year = lexis_find(lexis, "year", 4)->weight;
  double trellis = lexis_find(lexis, "trellis", 7)->weight;
  double unheard = lexis_find(lexis, "zzyxqj", 6)->weight;

  (void)state;
  assert_true(the < year);
  assert_true(year < trellis);
  assert_true(trellis <= unheard);
  assert_true(unheard <= 1);
  lexis_free(lexis);
}

/* More forms than the cache has room for. */
static void
test_many_words(void **state)
{
  Lexis *lexis = lexis_new("en");
  char text[8];

  (void)state;
  for (int i = 0; i < 20000; i++) {
    const LexisWord *word;

    for (int k = 0, n = i; k < 4; k++, n /= 26)
      text[k] = (char)('a' + n % 26);
    text[4] = '\0';
    word = lexis_find(lexis, text, 4);
    assert_int_equal(word->length, 4);
    assert_memory_equal(word->text, text, 4);
  }
  lexis_free(lexis);
}

static void
test_scores(void **state)
{
  static const char a[] = "The farmers sold their harvest in the market.";

  (void)state;
  assert_float_equal(score(a, a), 1, 1e-6);
  assert_float_equal(score("", ""), 1, 0);
  assert_float_equal(score(a, ""), 0, 0);
  assert_true(score(a, "In the market the growers sold their crop.")
              > score(a, "The pilots flew over the mountain at night."));
  assert_true(score("They paid 30 dollars.", "They paid 30 dollars.")
              > score("They paid 30 dollars.", "They paid 90 dollars."));
  assert_true(score("He will come.", "He will come.")
              > score("He will come.", "He will not come."));
}

/* Spellings of one word, of one name and of one number. */
static void
test_normal_forms(void **state)
{
  (void)state;
  assert_float_equal(score("The mill's wheel", "The mill wheel"), 1, 1e-6);
  assert_float_equal(score("The mill\xe2\x80\x99s wheel", "The mill wheel"), 1,
                     1e-6);
  assert_float_equal(score("The U.S. army", "The US army"), 1, 1e-6);
  assert_true(score("Help us now", "Help U.S. now") < 0.9);
  assert_float_equal(score("ten boats", "10 boats"), 1, 0.1);
  assert_float_equal(score("2,000 boats", "2000 boats"), 1, 1e-6);
  assert_true(score("the horse meat scandal", "the horsemeat scandal")
              > score("the horse meat scandal", "the beefsteak scandal"));
  assert_true(score("the horse meat scandal", "the horsemeat scandal") > 0.7);
}

/* More words than the lexis keeps, in one text. */
static void
test_rare_words(void **state)
{
  enum { WORDS = 40000 };
  char *text = malloc(WORDS * 8 + 1);
  size_t n = 0;

  (void)state;
  for (int i = 0; i < WORDS; i++)
    n += (size_t)sprintf(text + n, "q%06x ", (unsigned)i * 2654435u & 0xffffff);
  assert_true(score(text, text) > 0.99);
  free(text);
}

/* Long texts end in time and still find their like. */
static void
test_long_texts(void **state)
{
  enum { WORDS = 20000 };
  char *text = malloc(WORDS * 8);
  size_t n = 0;

  (void)state;
  for (int i = 0; i < WORDS; i++) {
    text[n++] = (char)('a' + i % 26);
    text[n++] = (char)('a' + i / 26 % 26);
    text[n++] = (char)('a' + i / 676 % 26);
    text[n++] = ' ';
  }
  text[n] = '\0';
  assert_true(score(text, text) > 0.99);
  free(text);
}

/* One letter a column, - for nothing; capitals for words that say little. */
static uint32_t
kind(const char *a, const char *b)
{
  Kinship kinship = { 0 };

  for (size_t i = 0; a[i]; i++) {
    double weight = a[i] >= 'a' || b[i] >= 'a' ? 0.5 : 0.1;

    kinship_column(&kinship, a[i] != '-', b[i] != '-', weight, a[i] == b[i],
                   kinship_expected(weight, 0, 0));
  }
  return kinship_kind(&kinship);
}

static void
test_kinship(void **state)
{
  (void)state;
  assert_int_equal(kind("abcdefgh", "abcdefgh"), KINSHIP_VERBATIM);
  assert_int_equal(kind("abcdefgh", "--cdef--"), KINSHIP_VERBATIM);
  assert_int_equal(kind("abcdefghij", "abcdXfghij"), KINSHIP_EDITED);
  assert_int_equal(kind("abcdefgh", "abcdXfgh"), KINSHIP_INDEPENDENT);
  assert_int_equal(kind("abcdefghijklmnop", "abc-efghijklmnXp"),
                   KINSHIP_EDITED);
  assert_int_equal(kind("abcdefghijklmnop", "abc-efghi-------"),
                   KINSHIP_EDITED);
  assert_int_equal(kind("abcdefghijklmnop", "Xbcd--ghXjklXnop"),
                   KINSHIP_INDEPENDENT);
  assert_int_equal(kind("abcdxxxxxxxxxxefgh", "abcdyyyyyyyyyyefgh"),
                   KINSHIP_INDEPENDENT);
  assert_int_equal(kind("abcdefgh", "aXcXeXgX"), KINSHIP_INDEPENDENT);
  /* an editor's small words, and a translator's others */
  assert_int_equal(kind("abcAefgBijkCmnoDqrs", "abc-efg-ijkXmnoYqrs"),
                   KINSHIP_EDITED);
  assert_int_equal(kind("abcaefgbijkcmnodqrs", "abc-efg-ijkxmnoyqrs"),
                   KINSHIP_INDEPENDENT);
  assert_int_equal(kind("abcd----", "----efgh"), KINSHIP_INDEPENDENT);
  assert_int_equal(kind("", ""), KINSHIP_INDEPENDENT);
  /* both go on in their own way: a few words in common prove nothing */
  assert_int_equal(kind("abcdef----", "--cdefghij"), KINSHIP_INDEPENDENT);
  assert_int_equal(kind("ghcdef", "--cdef"), KINSHIP_VERBATIM);
  assert_int_equal(kind("abcdef--", "abcd--gh"), KINSHIP_INDEPENDENT);
  assert_int_equal(kind("abcdefghijklmnop--", "--cdefghijklmnopqr"),
                   KINSHIP_VERBATIM);
}

/* Words that all others have too say less, rare ones more. */
static void
test_expected(void **state)
{
  (void)state;
  assert_float_equal(kinship_expected(0, 0, 0), 0.8, 1e-6);
  assert_float_equal(kinship_expected(1, 0, 0), 0.55, 1e-6);
  assert_float_equal(kinship_expected(1, 2, 0), 0.275, 1e-6);
  assert_float_equal(kinship_expected(1, 2, 1), 0.525, 1e-6);
  assert_float_equal(kinship_expected(1, 9, 9), 0.8, 1e-6);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_relations),    cmocka_unit_test(test_weights),
    cmocka_unit_test(test_many_words),   cmocka_unit_test(test_scores),
    cmocka_unit_test(test_long_texts),   cmocka_unit_test(test_kinship),
    cmocka_unit_test(test_wordnet),      cmocka_unit_test(test_expected),
    cmocka_unit_test(test_normal_forms), cmocka_unit_test(test_rare_words),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
