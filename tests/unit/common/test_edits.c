/* SPDX-License-Identifier: Apache-2.0
 *
 * The edit distance in bits against the matrix by hand, and the least distance
 * against sorted lists.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "edits.h"

#define LONGEST 100
#define KINDS 9

static unsigned
next(unsigned *seed)
{
  *seed = *seed * 1103515245u + 12345u;
  return *seed >> 16;
}

static uint64_t
least(uint64_t a, uint64_t b)
{
  return a < b ? a : b;
}

static uint64_t
distance_by_hand(const uint64_t *a, size_t n, const uint64_t *b, size_t m)
{
  uint64_t cost[LONGEST + 1][LONGEST + 1];

  for (size_t i = 0; i <= n; i++)
    for (size_t j = 0; j <= m; j++) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      cost[i][j] = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      cost[i][j] = least(cost[i][j], cost[i - 1][j] + 1);
      cost[i][j] = least(cost[i][j], cost[i][j - 1] + 1);
    }
  return cost[n][m];
}

static uint64_t
least_by_hand(const uint64_t *a, size_t n, const uint64_t *b, size_t m)
{
  uint64_t count[2][KINDS] = { { 0 } }, shared = 0;

  for (size_t i = 0; i < n; i++)
    count[0][a[i]]++;
  for (size_t j = 0; j < m; j++)
    count[1][b[j]]++;
  for (size_t k = 0; k < KINDS; k++)
    shared += least(count[0][k], count[1][k]);
  return (n > m ? n : m) - shared;
}

static void
test_drawn_lists(void **state)
{
  uint64_t a[LONGEST], b[EDITS_MOST];
  Edits edits = { .count = 0 };
  unsigned seed = 1;

  (void)state;
  for (int round = 0; round < 2000; round++) {
    size_t n = next(&seed) % (LONGEST + 1);
    size_t m = next(&seed) % 4 ? next(&seed) % (EDITS_MOST + 1) : EDITS_MOST;
    unsigned kinds = 1 + next(&seed) % KINDS;
    EditBounds bounds;

    for (size_t i = 0; i < n; i++)
      a[i] = next(&seed) % kinds;
    for (size_t j = 0; j < m; j++)
      b[j] = j < n && next(&seed) % 2 ? a[j] : next(&seed) % kinds;
    assert_true(edits_place(&edits, b, m));
    bounds = edits_measure(&edits, a, n, NULL);
    assert_int_equal(bounds.distance, distance_by_hand(a, n, b, m));
    assert_int_equal(bounds.least, least_by_hand(a, n, b, m));
  }
  edits_clear(&edits);
}

int
main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_drawn_lists) };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
