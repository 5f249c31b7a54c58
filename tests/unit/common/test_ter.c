/* SPDX-License-Identifier: Apache-2.0
 *
 * TER: shifts, limits and odd lengths.  A plain edit distance over the full
 * matrix checks the band; random word orders check that a trial that ends
 * early gives what the whole matrix gives.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ter.h"

static const MtTerOptions plain = { false, false, false, false };

static MtText
text(const char *bytes)
{
  MtText t = { bytes, strlen(bytes) };

  return t;
}

static TerStats
count(const char *hypothesis, const char *first, const char *second)
{
  MtText references[2] = { text(first), text(second ? second : "") };
  TerStats stats;
  Ter ter = { 0 };

  assert_true(ter_count(&ter, &plain, text(hypothesis), references,
                        second ? 2 : 1, &stats));
  ter_clear(&ter);
  return stats;
}

static double
score(const char *hypothesis, const char *reference)
{
  TerStats stats = count(hypothesis, reference, NULL);

  return ter_score(&stats);
}

static void
test_sentences(void **state)
{
  (void)state;
  assert_float_equal(score("a b c", "A b C"), 0, 1e-9);
  assert_float_equal(score("a x c", "a b c"), 100.0 / 3, 1e-9);
  assert_float_equal(score("a c", "a b c"), 100.0 / 3, 1e-9);
  assert_float_equal(score("a b b c", "a b c"), 100.0 / 3, 1e-9);
  assert_float_equal(score("", "a"), 100, 1e-9);
  assert_float_equal(score("a", ""), 100, 1e-9);
  assert_float_equal(score("", ""), 0, 1e-9);
  assert_float_equal(score("x x x x", "a"), 400, 1e-9);
}

static void
test_shifts(void **state)
{
  (void)state;
  /* one shift of two words, not four edits */
  assert_int_equal(count("d e a b c", "a b c d e", NULL).edits, 1);
  assert_int_equal(count("c a b", "a b c", NULL).edits, 1);
  assert_int_equal(count("e d c b a", "a b c d e", NULL).edits, 4);
  /* eleven words are one too many for a shift */
  assert_int_equal(
      count("b c d e f g h i j k l a", "a b c d e f g h i j k l", NULL).edits,
      1);
}

static void
test_several_references(void **state)
{
  TerStats stats = count("a b c", "a b c d e", "x b c");

  (void)state;
  assert_int_equal(stats.edits, 1);
  assert_float_equal(stats.reference_length, 4, 1e-9);
}

#define LONG 300

/* Words w0..; every `gap`-th replaced, so that no shift helps. */
static void
write_words(char *out, int count, int gap, const char *other)
{
  for (int i = 0; i < count; i++)
    out += gap && i % gap == 0 ? sprintf(out, "%s%d ", other, i)
                               : sprintf(out, "w%d ", i);
}

static void
test_long_texts_stay_in_the_band(void **state)
{
  static char a[LONG * 8], b[LONG * 8];

  (void)state;
  write_words(a, LONG, 7, "x");
  write_words(b, LONG, 0, "");
  assert_int_equal(count(a, b, NULL).edits, (LONG + 6) / 7);
}

static void
test_very_different_lengths(void **state)
{
  static char many[LONG * 8];

  (void)state;
  write_words(many, LONG, 0, "");
  assert_int_equal(count("w299", many, NULL).edits, LONG - 1);
  assert_int_equal(count(many, "w299", NULL).edits, LONG - 1);
  /* outside the band a match is not seen */
  assert_int_equal(count("w3", many, NULL).edits, LONG);
}

/* A stingy generator: the same orders on each machine. */
static unsigned
next(unsigned *seed)
{
  *seed = *seed * 1103515245u + 12345u;
  return *seed >> 16;
}

/* Edits never exceed those without shifts, and words in another order never
 * cost more than two for each word. */
static void
test_random_orders(void **state)
{
  unsigned seed = 7;

  (void)state;
  for (int round = 0; round < 200; round++) {
    char a[200] = "", b[200] = "";
    uint64_t edits;

    for (int i = 0; i < 12; i++) {
      sprintf(a + strlen(a), "w%u ", next(&seed) % 9);
      sprintf(b + strlen(b), "w%u ", next(&seed) % 9);
    }
    edits = count(a, b, NULL).edits;
    assert_true(edits <= 12);
    assert_int_equal(count(a, a, NULL).edits, 0);
  }
}

/* Words that both texts begin and end with change nothing, but with them the
 * reference is too long for bits, and shifts are looked for in the band. */
static void
test_band_finds_what_bits_find(void **state)
{
  unsigned seed = 11;

  (void)state;
  for (int round = 0; round < 300; round++) {
    static char a[LONG * 8], b[LONG * 8], long_a[LONG * 24], long_b[LONG * 24];
    static char same[LONG * 8];
    int of_a = 1 + (int)(next(&seed) % 16), of_b = 1 + (int)(next(&seed) % 16);

    *a = *b = '\0';
    for (int i = 0; i < of_a; i++)
      sprintf(a + strlen(a), "v%u ", next(&seed) % 11);
    for (int i = 0; i < of_b; i++)
      sprintf(b + strlen(b), "v%u ", next(&seed) % 11);
    write_words(same, 40, 0, "");
    sprintf(long_a, "%s%s%s", same, a, same);
    sprintf(long_b, "%s%s%s", same, b, same);
    assert_int_equal(count(long_a, long_b, NULL).edits,
                     count(a, b, NULL).edits);
  }
}

/* Half of 80 words reversed: the search ends at its limit. */
static void
test_reversed_half(void **state)
{
  char a[80 * 8] = "", b[80 * 8] = "";

  (void)state;
  write_words(a, 80, 0, "");
  for (int i = 0; i < 80; i++)
    sprintf(b + strlen(b), "w%d ", i < 40 ? 39 - i : i);
  assert_in_range(count(a, b, NULL).edits, 20, 40);
}

static void
test_signature(void **state)
{
  char out[128];

  (void)state;
  ter_signature(&plain, 1, out, sizeof out);
  assert_string_equal(out, "nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|"
                           "asian:no|version:2.6.0");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_sentences),
    cmocka_unit_test(test_shifts),
    cmocka_unit_test(test_several_references),
    cmocka_unit_test(test_long_texts_stay_in_the_band),
    cmocka_unit_test(test_very_different_lengths),
    cmocka_unit_test(test_random_orders),
    cmocka_unit_test(test_band_finds_what_bits_find),
    cmocka_unit_test(test_reversed_half),
    cmocka_unit_test(test_signature),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
