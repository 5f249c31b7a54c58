/* SPDX-License-Identifier: Apache-2.0
 *
 * trial.c - what a child did is told in words, and nothing of it happens here.
 */
#include "test.h"

#include "module/module.h"
#include "module/trial.h"
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static int here;

static gboolean
pass(gpointer data, GByteArray *result, GError **error)
{
  (void)data;
  (void)error;
  here++; /* in the child's memory alone */
  g_byte_array_append(result, (const guint8 *)"fine", 4);
  return TRUE;
}

static gboolean
refuse(gpointer data, GByteArray *result, GError **error)
{
  (void)result;
  g_set_error(error, MODULE_ERROR, MODULE_ERROR_DESCRIPTOR, "refused: %s",
              (const char *)data);
  return FALSE;
}

static gboolean
kill_itself(gpointer data, GByteArray *result, GError **error)
{
  (void)result;
  (void)error;
  raise(GPOINTER_TO_INT(data));
  return TRUE;
}

static gboolean
leave(gpointer data, GByteArray *result, GError **error)
{
  (void)result;
  (void)error;
  _exit(GPOINTER_TO_INT(data));
  return FALSE;
}

static gboolean
hang(gpointer data, GByteArray *result, GError **error)
{
  (void)data;
  (void)result;
  (void)error;
  while (here == 0)
    pause();
  return FALSE;
}

/* The pipe stays open in a grandchild, which must end too. */
static gboolean
fork_and_hang(gpointer data, GByteArray *result, GError **error)
{
  if (fork() == 0)
    return hang(data, result, error);
  _exit(0);
}

static void
expect(gboolean (*work)(gpointer, GByteArray *, GError **), gpointer data,
       double seconds, int code, const char *message)
{
  g_autoptr(GByteArray) result = g_byte_array_new();
  g_autoptr(GError) error = NULL;

  assert_int_equal(
      trial_run("x.so", "loaded", seconds, work, data, result, &error),
      !message);
  if (!message) {
    assert_int_equal(result->len, 4);
    assert_memory_equal(result->data, "fine", 4);
    assert_null(error);
    return;
  }
  assert_non_null(error);
  assert_string_equal(error->message, message);
  assert_int_equal(error->code, code);
}

#define CANNOT "plugin file x.so cannot be loaded: "

static void
a_pass_is_a_pass(void **state)
{
  (void)state;
  expect(pass, NULL, 20, 0, NULL);
  assert_int_equal(here, 0);
}

static void
a_refusal_comes_back(void **state)
{
  char why[] = "bad";

  (void)state;
  expect(refuse, why, 20, MODULE_ERROR_DESCRIPTOR, "refused: bad");
}

static void
ends_are_told(void **state)
{
  (void)state;
  expect(kill_itself, GINT_TO_POINTER(SIGBUS), 20, MODULE_ERROR_LOAD,
         CANNOT "it crashed when it was loaded (SIGBUS)");
  expect(kill_itself, GINT_TO_POINTER(SIGKILL), 20, MODULE_ERROR_LOAD,
         CANNOT "it crashed when it was loaded (SIGKILL)");
  expect(leave, GINT_TO_POINTER(7), 20, MODULE_ERROR_LOAD,
         CANNOT "it ended the process when it was loaded (exit status 7)");
}

static void
time_runs_out(void **state)
{
  (void)state;
  expect(hang, NULL, 0.2, MODULE_ERROR_LOAD,
         CANNOT "it was not loaded within 0.2 s");
  expect(fork_and_hang, NULL, 0.2, MODULE_ERROR_LOAD,
         CANNOT "it was not loaded within 0.2 s");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_pass_is_a_pass),
    cmocka_unit_test(a_refusal_comes_back),
    cmocka_unit_test(ends_are_told),
    cmocka_unit_test(time_runs_out),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
