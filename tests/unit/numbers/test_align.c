/* SPDX-License-Identifier: Apache-2.0
 *
 * test_align.c - which quantities of several texts are lined up, and what is
 * said of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <string.h>

#include "corpus.h"

static void
says(const char *const *texts, guint count, const char *line, bool expected)
{
  g_autofree char *got = corpus_agreements(texts, count);

  if ((strstr(got, line) != NULL) != expected)
    print_message("%s\nin\n%s", line, got);
  assert_int_equal(strstr(got, line) != NULL, expected);
}

static void
equal_amounts_in_other_units_agree(void **state)
{
  static const char *const texts[] = {
    "Envoys said the harbour had been closed for more than 18 months of "
    "strikes in Veldora.",
    "The harbour of Veldora was shut by strikes for more than a year and a "
    "half.",
    "Strikes kept the Veldora harbour closed for over 18 months.",
  };

  (void)state;
  says(texts, 3, "agree duration", true);
  says(texts, 3,
       " 0:more than 18 months | 1:more than a year and a half | "
       "2:over 18 months\n",
       true);
}

static void
a_vague_amount_differs_from_an_exact_one(void **state)
{
  static const char *const texts[] = {
    "The talks between Minister Orvane and the delegates lasted about two "
    "hours before dinner.",
    "Orvane held discussions with the ministers for several hours.",
  };

  (void)state;
  says(texts, 2, "differ vague duration", true);
  says(texts, 2, "0:about two hours | 1:several hours\n", true);
}

static void
other_amounts_of_the_same_thing_differ(void **state)
{
  static const char *const texts[] = {
    "The bridge over the river Lenn in Marrow will cost the city $40 million "
    "to repair, engineers said.",
    "Engineers said the city would pay $55 million to repair the bridge over "
    "the river Lenn in Marrow.",
  };

  (void)state;
  says(texts, 2, "differ money", true);
}

static void
amounts_of_other_things_stay_apart(void **state)
{
  static const char *const texts[] = {
    "The city bought 40 buses and paid $3 million for the depot in Marrow.",
    "A farmer near Lenn lost 25 sheep and spent $5 million on a tractor "
    "factory.",
  };

  (void)state;
  says(texts, 2, "differ", false);
  says(texts, 2, "agree", false);
}

static void
two_numbers_in_a_list_are_no_conflict(void **state)
{
  static const char *const texts[] = {
    "The museum in Marrow sold 300 tickets on Monday and 450 tickets on "
    "Tuesday.",
    "The museum in Marrow sold 300 tickets on Monday and 450 tickets on "
    "Tuesday.",
  };

  (void)state;
  says(texts, 2, "differ", false);
  says(texts, 2, "0:300 | 1:300\n", true);
  says(texts, 2, "0:450 | 1:450\n", true);
}

static void
ages_belong_to_a_name(void **state)
{
  static const char *const texts[] = {
    "Ana Bel, 41, won the race.",
    "The winner, Ana Bel, 42, thanked her coach.",
    "Lia Sorn, 42, came second.",
  };

  (void)state;
  says(texts, 3, "differ age", true);
  says(texts, 3, "0:41 | 1:42\n", true);
}

static void
one_source_is_written_for_small_corpora_only(void **state)
{
  const char *texts[20];
  static const char lone[] = "The mast is 42 metres high.";

  (void)state;
  for (guint i = 0; i < 20; i++)
    texts[i] = i ? "Seven 3 km walks." : lone;
  says(texts, 2, "one_source length : 0:42 metres\n", true);
  says(texts, 20, "one_source", false);
  /* The one beyond the limit has no quantity that it could tell it by. */
  texts[16] = "Nothing to count here.";
  says(texts, 20, "one_source", false);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(equal_amounts_in_other_units_agree),
    cmocka_unit_test(a_vague_amount_differs_from_an_exact_one),
    cmocka_unit_test(other_amounts_of_the_same_thing_differ),
    cmocka_unit_test(amounts_of_other_things_stay_apart),
    cmocka_unit_test(two_numbers_in_a_list_are_no_conflict),
    cmocka_unit_test(ages_belong_to_a_name),
    cmocka_unit_test(one_source_is_written_for_small_corpora_only),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
