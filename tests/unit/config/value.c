/* SPDX-License-Identifier: Apache-2.0
 *
 * Value types: what is taken, and the text for what is not.
 */
#include "config/value.h"
#include "told.h"
#include <math.h>

static const Place nowhere = { .file = "f" };

typedef gboolean (*Take)(const Value *value, double *to, Diagnostics *all);

static gboolean
take_bool(const Value *value, double *to, Diagnostics *all)
{
  gboolean truth;
  gboolean good = value_bool(value, &truth, all);

  if (good)
    *to = truth;
  return good;
}

static gboolean
take_int(const Value *value, double *to, Diagnostics *all)
{
  gint64 number;
  gboolean good = value_int(value, 0, 0, &number, all);

  if (good)
    *to = (double)number;
  return good;
}

static gboolean
take_small(const Value *value, double *to, Diagnostics *all)
{
  gint64 number;
  gboolean good = value_int(value, 1, 64, &number, all);

  if (good)
    *to = (double)number;
  return good;
}

static gboolean
take_real(const Value *value, double *to, Diagnostics *all)
{
  return value_real(value, 0, 0, to, all);
}

static gboolean
take_share(const Value *value, double *to, Diagnostics *all)
{
  return value_real(value, 0, 1, to, all);
}

static gboolean
take_above(const Value *value, double *to, Diagnostics *all)
{
  return value_real(value, 0.5, INFINITY, to, all);
}

static gboolean
take_size(const Value *value, double *to, Diagnostics *all)
{
  guint64 bytes;
  gboolean good = value_size(value, 1, 0x1p40, &bytes, all);

  if (good)
    *to = (double)bytes;
  return good;
}

static gboolean
take_time(const Value *value, double *to, Diagnostics *all)
{
  return value_time(value, 0, 7200, to, all);
}

static gboolean
take_choice(const Value *value, double *to, Diagnostics *all)
{
  static const char *const choices[] = { "exact", "near", NULL };
  guint choice;
  gboolean good = value_choice(value, choices, &choice, all);

  if (good)
    *to = choice;
  return good;
}

static void
test_good(void **state)
{
  static const struct {
    Take take;
    const char *text;
    double value;
  } cases[] = {
    { take_bool, "yes", 1 },        { take_bool, "off", 0 },
    { take_bool, "0", 0 },          { take_int, "-12", -12 },
    { take_int, "+3", 3 },          { take_int, "007", 7 },
    { take_small, "64", 64 },       { take_real, "0.25", 0.25 },
    { take_real, "-1e-3", -0.001 }, { take_real, "3", 3 },
    { take_share, "1", 1 },         { take_size, "64M", 64 * 0x1p20 },
    { take_size, "1G", 0x1p30 },    { take_size, "512", 512 },
    { take_size, "1.5K", 1536 },    { take_time, "250ms", 0.25 },
    { take_time, "5s", 5 },         { take_time, "2m", 120 },
    { take_time, "2h", 7200 },      { take_choice, "near", 1 },
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Diagnostics) all = diagnostics_new();
    const Value value = { "name", cases[i].text, &nowhere, NULL };
    double number = 99;

    assert_true(cases[i].take(&value, &number, all));
    assert_true(fabs(number - cases[i].value) < 1e-12);
    assert_int_equal(diagnostics_errors(all), 0);
  }
}

/* `text` is what stands between "f: error: " and the first line's end, then
 * the note. */
static void
test_bad(void **state)
{
  static const struct {
    Take take;
    const char *text;
    const char *fallback;
    const char *message;
  } cases[] = {
    { take_bool, "nope", "yes",
      "\"name\" needs yes or no, found \"nope\" [E209]\n" },
    { take_bool, "Yes", NULL,
      "\"name\" needs yes or no, found \"Yes\" [E209]\n" },
    { take_int, "many", "100",
      "\"name\" needs a whole number, found \"many\" [E206]\n"
      "       = default: 100\n" },
    { take_int, "1.0", NULL,
      "\"name\" needs a whole number, found \"1.0\" [E206]\n" },
    { take_int, "0x10", NULL,
      "\"name\" needs a whole number, found \"0x10\" [E206]\n" },
    { take_int, "", NULL,
      "\"name\" needs a whole number, found \"\" [E206]\n" },
    { take_int, "99999999999999999999", NULL,
      "\"name\" needs a whole number of at most 18 digits, found "
      "\"99999999999999999999\" [E206]\n" },
    { take_small, "0", "8", "\"name\" must be from 1 to 64, found 0 [E207]\n" },
    { take_real, "0.5 # half", "0.4",
      "\"name\" needs a number, found \"0.5 # half\" [E206]\n"
      "       = a comment needs a line of its own\n" },
    { take_real, "0,01", "0.4",
      "\"name\" needs a number, found \"0,01\" [E206]\n"
      "       = write 0.01\n" },
    { take_real, "\"0.5\"", "0.4",
      "\"name\" needs a number, found \"\"0.5\"\" [E206]\n"
      "       = write it without quotes\n" },
    { take_real, "nan", NULL,
      "\"name\" needs a number, found \"nan\" [E206]\n" },
    { take_real, "1e999", NULL,
      "\"name\" needs a number, found \"1e999\" [E206]\n" },
    { take_share, "35", NULL,
      "\"name\" must be from 0 to 1, found 35 [E207]\n" },
    { take_above, "0", NULL, "\"name\" must be 0.5 or more, found 0 [E207]\n" },
    { take_size, "64MB", NULL,
      "\"name\" needs a size such as 64M, found \"64MB\" [E206]\n"
      "       = did you mean \"64M\"?\n" },
    { take_size, "2 gib", NULL,
      "\"name\" needs a size such as 64M, found \"2 gib\" [E206]\n"
      "       = did you mean \"2G\"?\n" },
    { take_size, "-1", NULL,
      "\"name\" needs a size such as 64M, found \"-1\" [E206]\n" },
    { take_size, "0", NULL, "\"name\" must be from 1 to 1T, found 0 [E207]\n" },
    { take_time, "5", "1s",
      "\"name\" needs a time such as 5s, found \"5\" [E206]\n"
      "       = default: 1s\n" },
    { take_time, "5 sec", NULL,
      "\"name\" needs a time such as 5s, found \"5 sec\" [E206]\n"
      "       = did you mean \"5s\"?\n" },
    { take_time, "3h", NULL,
      "\"name\" must be from 0 to 2h, found 3h [E207]\n" },
    { take_time, "1e400s", NULL,
      "\"name\" needs a time such as 5s, found \"1e400s\" [E206]\n" },
    { take_choice, "nearby", NULL,
      "\"name\" cannot be \"nearby\" [E208]\n"
      "       = allowed: exact, near\n"
      "       = did you mean \"near\"?\n" },
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Diagnostics) all = diagnostics_new();
    const Value value = { "name", cases[i].text, &nowhere, cases[i].fallback };
    g_autofree char *expected =
        g_strconcat("f: error: ", cases[i].message, NULL);
    double number = 99;

    assert_false(cases[i].take(&value, &number, all));
    assert_true(number == 99);
    assert_told(all, expected);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_good),
    cmocka_unit_test(test_bad),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
