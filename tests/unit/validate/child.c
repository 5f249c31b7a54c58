/* SPDX-License-Identifier: Apache-2.0
 *
 * child.c - whatever a check does to its process, it comes to a verdict.
 */
#include "../unit.h"

#include "validate/child.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int here;

static void
pass(gpointer data, Verdict *verdict)
{
  (void)data, (void)verdict;
  here++; /* in the child's memory alone */
}

static void
find_fault(gpointer data, Verdict *verdict)
{
  verdict_fail(verdict, "row %s is\nbad\xFF", (const char *)data);
  verdict_fail(verdict, "and so is the next");
}

static void
crash(gpointer data, Verdict *verdict)
{
  (void)data, (void)verdict;
  child_doing("process on \"%s\"", "emoji");
  raise(SIGSEGV);
}

static void
leave(gpointer data, Verdict *verdict)
{
  (void)data, (void)verdict;
  _exit(3);
}

static void
hang(gpointer data, Verdict *verdict)
{
  (void)data, (void)verdict;
  child_doing("open");
  for (;;)
    pause();
}

/* Closes the pipe, and lives on. */
static void
hide(gpointer data, Verdict *verdict)
{
  closefrom(3);
  hang(data, verdict);
}

/* A process of its own that holds the pipe and never ends. */
static void
fork_and_crash(gpointer data, Verdict *verdict)
{
  (void)data, (void)verdict;
  if (fork() == 0)
    for (;;)
      pause();
  raise(SIGABRT);
}

static void
say(gpointer data, Verdict *verdict)
{
  g_autofree char *said = NULL;

  (void)data;
  fprintf(stderr, "to the error, ");
  printf("to the %s", "output");
  said = child_said();
  verdict_fail(verdict, "%s", said);
}

static Verdict
run(void (*work)(gpointer data, Verdict *verdict), gpointer data)
{
  Verdict verdict = { .outcome = OUTCOME_OK };

  assert_true(child_run(work, data, 2, &verdict));
  assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
  return verdict;
}

static void
test_passes(void **state)
{
  (void)state;
  assert_int_equal(run(pass, NULL).outcome, OUTCOME_OK);
  assert_int_equal(here, 0);
}

static void
test_first_fault_counts(void **state)
{
  Verdict verdict;
  char four[] = "4";

  (void)state;
  verdict = run(find_fault, four);
  assert_int_equal(verdict.outcome, OUTCOME_FAIL);
  assert_string_equal(verdict.message, "row 4 is bad\xEF\xBF\xBD");
}

static void
test_ends(void **state)
{
  (void)state;
  assert_string_equal(run(crash, NULL).message,
                      "process on \"emoji\" crashed (SIGSEGV)");
  assert_string_equal(run(leave, NULL).message,
                      "the check ended the process (exit status 3)");
  assert_string_equal(run(hang, NULL).message, "open did not end within 2 s");
  assert_string_equal(run(hide, NULL).message, "open did not end within 2 s");
  assert_string_equal(run(fork_and_crash, NULL).message,
                      "the check crashed (SIGABRT)");
  assert_true(run(crash, NULL).crashed);
  assert_false(run(crash, NULL).late);
  assert_false(run(hang, NULL).crashed);
  assert_true(run(hang, NULL).late);
}

static void
test_output(void **state)
{
  (void)state;
  assert_string_equal(run(say, NULL).message, "to the error, to the output");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_passes),
    cmocka_unit_test(test_first_fault_counts),
    cmocka_unit_test(test_ends),
    cmocka_unit_test(test_output),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
