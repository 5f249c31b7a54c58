/* SPDX-License-Identifier: Apache-2.0
 *
 * Which name is near enough, and when none is told.
 */
#include "config/suggest.h"
#include "told.h"

static void
test_distance(void **state)
{
  static const struct {
    const char *a;
    const char *b;
    guint distance;
  } cases[] = {
    { "", "", 0 },
    { "a", "", 1 },
    { "same", "same", 0 },
    { "flod", "fold", 1 },
    { "near", "nearby", 2 },
    { "kitten", "sitting", 3 },
    { "Größe", "Grösse", 2 },
    { "abcdef", "uvwxyz", 5 },
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    assert_int_equal(suggest_distance(cases[i].a, cases[i].b, 4),
                     cases[i].distance);
    assert_int_equal(suggest_distance(cases[i].b, cases[i].a, 4),
                     cases[i].distance);
  }
}

static void
test_nearest(void **state)
{
  static const char *const names[] = { "currency", "units", "min-confidence",
                                       "align",    "near",  "exact",
                                       "on",       "off",   NULL };
  static const struct {
    const char *found;
    const char *near;
  } cases[] = {
    { "currancy", "currency" },
    { "min_confidence", "min-confidence" },
    { "MIN-Confidence", "min-confidence" },
    { "min-confidnce", "min-confidence" },
    { "unit", "units" },
    { "nearby", "near" },
    { "nera", "near" },
    { "of", NULL }, /* one letter from "on" and from "off" */
    { "x", NULL },  /* nothing of it would be left */
    { "", NULL },
    { "unlike-all-of-them", NULL },
    { "minconfidence", "min-confidence" },
    { "\xFF\xFE", NULL },
    /* Four letters may differ in one place, nine in two, ten in three. */
    { "nexx", NULL },
    { "alixx", "align" },
    { "currexxxy", NULL },
    { "curxencyab", "currency" },
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *near = suggest_nearest(cases[i].found, names);

    if (cases[i].near) {
      assert_non_null(near);
      assert_string_equal(near, cases[i].near);
    } else {
      assert_null(near);
    }
  }
  assert_null(suggest_nearest("units", NULL));
}

static void
test_long_names_are_never_near(void **state)
{
  g_autofree char *name = g_strnfill(500, 'a');
  const char *const names[] = { "a", name, NULL };

  (void)state;
  assert_ptr_equal(suggest_nearest(name, names), name);
  name[0] = 'b';
  assert_int_equal(suggest_distance(name, "a", 3), 4);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_distance),
    cmocka_unit_test(test_nearest),
    cmocka_unit_test(test_long_names_are_never_near),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
