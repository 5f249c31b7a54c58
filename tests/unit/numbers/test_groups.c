/* SPDX-License-Identifier: Apache-2.0
 *
 * test_groups.c - groups of mentions against a plain count, and how many steps
 * they take when one document has nearly all of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "groups.h"

enum { FEW = 300, MANY = 40000, DOCUMENTS = 23 };

static uint32_t
drawn(uint32_t *seed, uint32_t below)
{
  *seed = *seed * 1664525u + 1013904223u;
  return (*seed >> 8) % below;
}

static void
joined_as_by_hand(void **state)
{
  Groups groups = { 0 };
  uint32_t document[FEW], first[FEW], seed = 7;

  (void)state;
  for (uint32_t i = 0; i < FEW; i++) {
    document[i] = drawn(&seed, DOCUMENTS);
    first[i] = i;
    assert_true(groups_add(&groups, document[i]));
  }
  for (uint32_t round = 0; round < FEW; round++) {
    uint32_t a = drawn(&seed, FEW), b = drawn(&seed, FEW);
    uint32_t low = first[a] < first[b] ? first[a] : first[b];
    uint32_t high = first[a] < first[b] ? first[b] : first[a];

    if (low != high) {
      assert_true(groups_unite(&groups, a, b));
      for (uint32_t i = 0; i < FEW; i++)
        first[i] = first[i] == high ? low : first[i];
    }
    for (uint32_t i = 0; i < FEW; i++)
      assert_int_equal(groups_root(&groups, i), first[i]);
    for (uint32_t d = 0; d < DOCUMENTS; d++) {
      bool has = false;

      for (uint32_t i = 0; i < FEW; i++)
        has = has || (first[i] == first[a] && document[i] == d);
      assert_int_equal(groups_has(&groups, a, d), has);
    }
  }
  groups_free(&groups);
}

/* All of one document's mentions are asked about and then joined, one by one,
 * with a mention of another document.  Looking through the document each time
 * would take MANY * MANY / 2 steps. */
static void
one_long_document(void **state)
{
  Groups groups = { 0 };

  (void)state;
  for (uint32_t i = 0; i < MANY; i++)
    assert_true(groups_add(&groups, 0));
  for (uint32_t i = 0; i < MANY; i++)
    assert_true(groups_add(&groups, 1 + i % 5));
  for (uint32_t i = 0; i < MANY; i++) {
    assert_false(groups_has(&groups, i, 1 + i % 5));
    assert_true(groups_unite(&groups, i, MANY + i));
    assert_true(groups_has(&groups, i, 1 + i % 5));
  }
  /* And the largest group that there can be. */
  for (uint32_t i = 1; i < MANY; i++)
    assert_true(groups_unite(&groups, 0, i));
  assert_true(groups.steps < (uint64_t)MANY * 16 * 4);
  groups_free(&groups);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(joined_as_by_hand),
    cmocka_unit_test(one_long_document),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
