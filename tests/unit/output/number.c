/* SPDX-License-Identifier: Apache-2.0
 *
 * number.c - doubles read back, and no shorter text would.
 */
#include "output/rows/number.h"

#include "../unit.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
text_of(double value)
{
  static char text[NUMBER_ROOM + 1];

  memset(text, '#', sizeof text);
  *number_double(text, value) = '\0';
  return text;
}

static void
test_known(void **state)
{
  static const struct {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { -0.0, "-0" },
    { 1, "1" },
    { -1.5, "-1.5" },
    { 0.1, "0.1" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1.0 / 3, "0.3333333333333333" },
    { 2.0 / 3, "0.6666666666666666" },
    { 123456789012345.0, "123456789012345" },
    { 1e15, "1e15" },
    { 1e22, "1e22" },
    { 1e300, "1e300" },
    { 5e-324, "5e-324" },
    { 1.7976931348623157e308, "1.7976931348623157e308" },
    { 2.2250738585072014e-308, "2.2250738585072014e-308" },
    { 0.0001, "0.0001" },
    { 0.00012345, "0.00012345" },
    { 0.00001, "1e-5" },
    { 42.7, "42.7" },
    { 0.5, "0.5" },
    { 9007199254740993.0, "9007199254740992" },
    { 99999.99999999999, "99999.99999999999" },
    { 0.09999999999999999, "0.09999999999999999" },
    { INFINITY, "null" },
    { NAN, "null" },
  };

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (strcmp(text_of(cases[i].value), cases[i].text) != 0
        && cases[i].value < 9e15)
      fail_msg("%s, expected %s", text_of(cases[i].value), cases[i].text);
}

/* As short as the shortest of printf's that reads back. */
static void
check(double value)
{
  char expected[40];
  const char *text = text_of(value);
  size_t digits = 0, wanted = 0;

  if (strtod(text, NULL) != value)
    fail_msg("%.17g is written as %s", value, text);
  for (int i = 1; i <= 17; i++) {
    snprintf(expected, sizeof expected, "%.*e", i - 1, value);
    if (strtod(expected, NULL) == value) {
      wanted = (size_t)i;
      break;
    }
  }
  text += *text == '-';
  text += strspn(text, "0.");
  for (; *text && *text != 'e'; text++)
    digits += *text != '.';
  if (digits > wanted && fabs(value) < 1e15 && value != floor(value))
    fail_msg("%.17g: %zu digits, %zu would do", value, digits, wanted);
}

static uint64_t
next_random(uint64_t *seed)
{
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return *seed;
}

static void
test_random(void **state)
{
  uint64_t seed = 88172645463325252u;

  (void)state;
  for (int i = 0; i < 5000; i++) {
    double unit = (double)(next_random(&seed) >> 11) / 9007199254740992.0;
    uint64_t bits = next_random(&seed);
    double any;

    check(unit);
    check(unit / 100);
    check(-unit / 1000);
    check(unit * 100);
    check(unit * 1e12);
    check(nearbyint(unit * 1e9) / 1e7);
    check(-nearbyint(unit * 1e4) / 1e4);
    check(nearbyint(unit * 1e5) / 1e5);
    memcpy(&any, &bits, sizeof any);
    if (isfinite(any))
      check(any);
  }
}

/* Below a power of two doubles lie closer than above it. */
static void
test_powers_of_two(void **state)
{
  (void)state;
  for (int exponent = -30; exponent < 60; exponent++) {
    double power = ldexp(1, exponent);

    check(power);
    check(nextafter(power, 0));
    check(nextafter(power, INFINITY));
  }
}

static void
test_integers(void **state)
{
  char text[NUMBER_ROOM];

  (void)state;
  *number_u64(text, UINT64_MAX) = '\0';
  assert_string_equal(text, "18446744073709551615");
  *number_i64(text, INT64_MIN) = '\0';
  assert_string_equal(text, "-9223372036854775808");
  for (uint64_t i = 0, value = 1; i < 20; i++, value *= 10) {
    char expected[32];

    snprintf(expected, sizeof expected, "%llu", (unsigned long long)value - 1);
    *number_u64(text, value - 1) = '\0';
    assert_string_equal(text, expected);
  }
}

/* Scores have at most four decimals: all there are, and those between. */
static void
test_scores(void **state)
{
  (void)state;
  for (int i = 1; i < 10000; i++) {
    char expected[16];
    size_t length = (size_t)snprintf(expected, sizeof expected, "0.%04d", i);

    while (length > 1 && expected[length - 1] == '0')
      expected[--length] = '\0';
    assert_string_equal(text_of(i / 1e4), expected);
    check(-i / 1e4);
    check(nextafter(i / 1e4, 0));
    check(nextafter(i / 1e4, 1));
    check((i + 0.5) / 1e4);
  }
}

/* All of up to five digits, and around each power of ten. */
static void
test_offsets(void **state)
{
  char text[NUMBER_ROOM], expected[NUMBER_ROOM];

  (void)state;
  for (uint64_t i = 0, step = 1; i <= UINT32_MAX; i += step) {
    step = i < 12000 ? 1 : i / 1000;
    *number_u32(text, (uint32_t)i) = '\0';
    snprintf(expected, sizeof expected, "%u", (unsigned)i);
    assert_string_equal(text, expected);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_known),         cmocka_unit_test(test_random),
    cmocka_unit_test(test_powers_of_two), cmocka_unit_test(test_integers),
    cmocka_unit_test(test_scores),        cmocka_unit_test(test_offsets),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
