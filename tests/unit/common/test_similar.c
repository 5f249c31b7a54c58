/* SPDX-License-Identifier: Apache-2.0 */
#include "align_fixture.h"

#include "similar.h"

typedef struct Case {
  const char *a, *b;
  uint32_t alike;
} Case;

static const Case cases[] = {
  { "", "", 0 },
  { "peace", "peace", 100 },
  { "Peace", "pEACE", 100 },
  { "prize", "praise", 67 },
  { "Kyiv", "Kiev", 50 },
  { "form", "from", 75 },
  { "this", "that", 50 },
  { "this", "there", 0 },
  { "caf\xc3\xa9", "CAF\xc3\x89", 100 },
  { "harbour", "mountain", 0 },
  { "a", "b", 0 },
  { "martha", "marhta", 84 },
  { "abcdef", "badcfe", 50 },
  { "ca", "abc", 0 }, /* a swap is not edited again */
  { "m\xc3\xa4rtha", "m\xc3\xa4rhta", 84 },
  { "kitten", "sitting", 58 },
  { "abcdefghijabcdefghijabcdefghijabcdefghijk",
    "abcdefghijabcdefghijabcdefghijabcdefghijk", 100 },
  { "abcdefghijabcdefghijabcdefghijabcdefghijk",
    "abcdefghijabcdefghijabcdefghijabcdefghijx", 0 },
};

static void
values(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint32_t a = (uint32_t)strlen(cases[i].a), b = (uint32_t)strlen(cases[i].b);

    assert_int_equal(similar_words(cases[i].a, a, cases[i].b, b),
                     cases[i].alike);
    assert_int_equal(similar_words(cases[i].b, b, cases[i].a, a),
                     cases[i].alike);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(values) };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
