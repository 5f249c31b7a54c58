/* SPDX-License-Identifier: Apache-2.0
 *
 * An operation is written as in "-old", "+new", "~old>new", "=same" and
 * ">moved"; several words of one are joined by "_".
 */
#include "align_fixture.h"

#include "worddiff.h"

typedef struct Case {
  const char *a, *b, *ops;
} Case;

static const Case cases[] = {
  { "", "", "" },
  { "rain", "", "-rain" },
  { "", "rain", "+rain" },
  { "rain fell", "rain fell", "=rain_fell" },
  { "the rain fell", "the snow fell", "=the ~rain>snow =fell" },
  { "the rain fell", "the rain", "=the_rain -fell" },
  { "rain fell", "the rain fell", "+the =rain_fell" },
  { "42 metres high", "42 meters high", "=42 ~metres>meters =high" },
  { "tomorrow the council votes", "the council votes tomorrow",
    ">tomorrow =the_council_votes" },
  { "salt and pepper , oil and vinegar", "oil and vinegar , salt and pepper",
    "+, =salt_and_pepper -, >oil_and_vinegar" },
  { "of salt", "salt of", "-of =salt +of" },
};

static void
add(const AlignText *text, uint32_t first, uint32_t count, char *out)
{
  for (uint32_t i = 0; i < count; i++) {
    strcat(out, i ? "_" : "");
    fixture_word(text, first + i, out);
  }
}

static void
write_ops(const AlignText *a, const AlignText *b, const WordOp *ops,
          uint32_t count, char *out)
{
  static const char *const signs[] = { "=", "-", "+", "~", ">" };

  out[0] = '\0';
  for (uint32_t i = 0; i < count; i++) {
    strcat(out, i ? " " : "");
    strcat(out, signs[ops[i].op]);
    add(a, ops[i].a, ops[i].a_count, out);
    strcat(out, ops[i].op == WORDDIFF_REPLACE ? ">" : "");
    if (ops[i].op == WORDDIFF_REPLACE || ops[i].op == WORDDIFF_INSERT)
      add(b, ops[i].b, ops[i].b_count, out);
  }
}

static void
operations(void **state)
{
  Differ *differ = differ_new();

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Fixture f;
    const AlignText *a, *b;
    uint32_t count;
    const WordOp *ops;
    char got[256];

    fixture_start(&f);
    a = fixture_text(&f, cases[i].a);
    b = fixture_text(&f, cases[i].b);
    ops = worddiff(differ, a, b, true, &count);
    assert_non_null(ops);
    write_ops(a, b, ops, count, got);
    assert_string_equal(got, cases[i].ops);
    fixture_end(&f);
  }
  differ_free(differ);
}

/* Pseudo-random texts of few words: each word is in one operation. */
static void
every_word_once(void **state)
{
  Differ *differ = differ_new();
  uint32_t seed = 1;

  (void)state;
  for (int round = 0; round < 300; round++) {
    char text[2][256] = { "", "" };
    unsigned char seen[2][64] = { { 0 } };
    Fixture f;
    const AlignText *t[2];
    const WordOp *ops;
    uint32_t count;

    for (int side = 0; side < 2; side++)
      for (int k = 0; k < 20; k++) {
        seed = seed * 1103515245u + 12345u;
        snprintf(text[side] + strlen(text[side]), 8, "w%u ", (seed >> 16) % 9u);
      }
    fixture_start(&f);
    t[0] = fixture_text(&f, text[0]);
    t[1] = fixture_text(&f, text[1]);
    ops = worddiff(differ, t[0], t[1], round & 1, &count);
    for (uint32_t i = 0; i < count; i++) {
      for (uint32_t k = 0; k < ops[i].a_count; k++)
        seen[0][ops[i].a + k]++;
      for (uint32_t k = 0; k < ops[i].b_count; k++)
        seen[1][ops[i].b + k]++;
    }
    for (int side = 0; side < 2; side++)
      for (uint32_t k = 0; k < t[side]->count; k++)
        assert_int_equal(seen[side][k], 1);
    fixture_end(&f);
  }
  differ_free(differ);
}

/* A word that returns without end, and one that only b has between: only that
 * one is new. */
static void
one_word_again_and_again(void **state)
{
  enum { HALF = 1500, BYTES = 6 * HALF + 8 };
  char *text[2] = { calloc(1, BYTES), calloc(1, BYTES) };
  Differ *differ = differ_new();
  const AlignText *t[2];
  const WordOp *ops;
  uint32_t count;
  Fixture f;

  (void)state;
  fixture_start(&f);
  for (int side = 0; side < 2; side++) {
    size_t at = 0;

    assert_non_null(text[side]);
    for (int i = 0; i < 2 * HALF; i++)
      at += (size_t)sprintf(text[side] + at,
                            side == 1 && i == HALF ? "oh go " : "go ");
    t[side] = fixture_text(&f, text[side]);
  }
  ops = worddiff(differ, t[0], t[1], true, &count);
  assert_int_equal(count, 3);
  assert_int_equal(ops[0].op, WORDDIFF_EQUAL);
  assert_int_equal(ops[1].op, WORDDIFF_INSERT);
  assert_int_equal(ops[1].b, HALF);
  assert_int_equal(ops[1].b_count, 1);
  assert_int_equal(ops[2].a_count, HALF);
  fixture_end(&f);
  differ_free(differ);
  free(text[0]);
  free(text[1]);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(operations),
    cmocka_unit_test(every_word_once),
    cmocka_unit_test(one_word_again_and_again),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
