/* SPDX-License-Identifier: Apache-2.0
 *
 * filter.c - a filter's tree judges each number as it was told: the program is
 * run here as the kernel runs it.
 */
#include "worker/filter.h"
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
/* after its needs */
#include <cmocka.h>

enum { NUMBERS = 300, YES = SECCOMP_RET_ALLOW, NO = SECCOMP_RET_TRAP };

static struct seccomp_data asked;

static guint
distance(const struct sock_filter *one, guint32 word)
{
  switch (BPF_OP(one->code)) {
  case BPF_JEQ:
    return word == one->k ? one->jt : one->jf;
  case BPF_JGE:
    return word >= one->k ? one->jt : one->jf;
  case BPF_JSET:
    return word & one->k ? one->jt : one->jf;
  default:
    fail();
    return 0;
  }
}

/* What the program says of a call; `steps` may be NULL. */
static guint32
judge(const Filter *filter, guint32 number, guint64 argument, guint *steps)
{
  guint32 word = 0;

  asked.nr = (int)number;
  asked.args[0] = argument;
  for (guint at = 0, step = 1; at < filter->code->len; at++, step++) {
    const struct sock_filter *one =
        &g_array_index(filter->code, struct sock_filter, at);
    if (steps)
      *steps = step;
    if (BPF_CLASS(one->code) == BPF_RET)
      return one->k;
    if (BPF_CLASS(one->code) == BPF_LD)
      memcpy(&word, (const char *)&asked + one->k, sizeof word);
    else
      at += distance(one, word);
  }
  fail();
  return 0;
}

/* The kind of machine that the program wants is what its first comparison
 * holds. */
static void
take_machine(const Filter *filter)
{
  asked.arch = g_array_index(filter->code, struct sock_filter, 1).k;
}

static void
test_numbers(void **state)
{
  Filter filter = filter_new();
  Place yes = filter_end(&filter, YES), no = filter_end(&filter, NO);
  guint steps;

  (void)state;
  for (guint32 i = 0; i < NUMBERS; i++)
    if (i % 7 == 0 || i % 11 == 0)
      filter_send(&filter, NUMBERS - 1 - i, yes);
  filter_close(&filter, no);
  take_machine(&filter);
  for (guint32 i = 0; i < NUMBERS; i++) {
    gboolean told = i % 7 == 0 || i % 11 == 0;
    assert_int_equal(judge(&filter, NUMBERS - 1 - i, 0, &steps),
                     told ? YES : NO);
    assert_true(steps <= 16);
  }
  assert_int_equal(judge(&filter, NUMBERS, 0, NULL), NO);
  assert_int_equal(judge(&filter, 0x3fffffff, 0, NULL), NO);
  filter_free(&filter);
}

/* Another kind of program has other numbers. */
static void
test_foreign(void **state)
{
  Filter filter = filter_new();
  Place yes = filter_end(&filter, YES);

  (void)state;
  filter_send(&filter, 3, filter_end(&filter, NO));
  filter_close(&filter, yes);
  take_machine(&filter);
  assert_int_equal(judge(&filter, 3, 0, NULL), NO);
  assert_int_equal(judge(&filter, 4, 0, NULL), YES);
  assert_int_equal(judge(&filter, 0x40000004, 0, NULL),
                   SECCOMP_RET_KILL_PROCESS);
  asked.arch++;
  assert_int_equal(judge(&filter, 4, 0, NULL), SECCOMP_RET_KILL_PROCESS);
  filter_free(&filter);
}

static void
test_arguments(void **state)
{
  Filter filter = filter_new();
  Place yes = filter_end(&filter, YES), no = filter_end(&filter, NO);
  Place is = filter_argument_is(&filter, 0, 5, yes, no);

  (void)state;
  filter_send(&filter, 9, filter_argument_has(&filter, 0, 6, is, yes));
  filter_send(&filter, 10, is);
  filter_close(&filter, no);
  take_machine(&filter);
  assert_int_equal(judge(&filter, 9, 8, NULL), YES);
  assert_int_equal(judge(&filter, 9, 2, NULL), NO);
  assert_int_equal(judge(&filter, 9, 5, NULL), YES);
  assert_int_equal(judge(&filter, 10, 5, NULL), YES);
  assert_int_equal(judge(&filter, 10, 7, NULL), NO);
  filter_change(&filter, is, 7);
  assert_int_equal(judge(&filter, 10, 5, NULL), NO);
  assert_int_equal(judge(&filter, 10, 7, NULL), YES);
  filter_free(&filter);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_numbers),
    cmocka_unit_test(test_foreign),
    cmocka_unit_test(test_arguments),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
