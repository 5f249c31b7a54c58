/* SPDX-License-Identifier: Apache-2.0
 *
 * test_find.c - texts and the quantities in them.  The golden files of the
 * plugin have more; here stands what a change is most likely to break.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "corpus.h"

static const struct {
  const char *text;
  const char *rows;
} cases[] = {
  { "", "" },
  { "Nobody counted.", "" },
  { "It took two and a half hours.",
    "two and a half hours duration 2.5 hour = 9000 second\n" },
  { "Over a year and a half it fell by more than 12%.",
    "a year and a half duration 1.5 year more_than = 18 month\n"
    "12% percent 12 percent more_than = 12 percent\n" },
  { "They paid US$4.5bn for it, or $10-20 million less.",
    "US$4.5bn money 4.5e+09 USD = 4.5e+09 USD\n"
    "$10-20 million money 10000000..20000000 dollar = 10000000 dollar\n" },
  { "The 42.7-metre mast stood between 3 and 5 km away.",
    "42.7-metre length 42.7 meter = 42.7 meter\n"
    "between 3 and 5 km length 3..5 kilometer = 3000 meter\n" },
  { "She is 5 feet 2 inches tall.",
    "5 feet 2 inches length 62 inch = 1.5748 meter\n" },
  { "Ana Bel, 39, met a 70-year-old.",
    "39 age 39 year = 468 month\n70-year-old age 70 year = 840 month\n" },
  { "Several hours later, tens of thousands came.",
    "Several hours duration null hour\n"
    "tens of thousands cardinal null\n" },
  { "In 2019, at 10:27 on May 4, the Soyuz-2 and the S&P 500 rose.", "" },
  { "Call 555-123-4567 or see page 12.", "" },
  { "The first of twenty-one trillion three hundred.",
    "first ordinal 1\n"
    "twenty-one trillion three hundred cardinal 2.1e+13\n" },
  { "A bus at 50 mph used 3 litres, minus 5 degrees Celsius.",
    "50 mph speed 50 mile per hour = 22.352 meter per second\n"
    "3 litres volume 3 liter = 3 liter\n"
    "minus 5 degrees Celsius temperature -5 celsius = -5 celsius\n" },
};

static void
quantities_are_found(void **state)
{
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = corpus_quantities(cases[i].text);

    assert_string_equal(got, cases[i].rows);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(quantities_are_found),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
