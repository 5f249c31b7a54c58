/* SPDX-License-Identifier: Apache-2.0
 *
 * What two lists have in common against a count by hand: short lists of many
 * repetitions, lists around the width of a window, and long ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "ngram_pair.h"

#define MOST 700

static unsigned
next(unsigned *seed)
{
  *seed = *seed * 1103515245u + 12345u;
  return *seed >> 16;
}

/* Each n-gram of `a` takes one of `b` that is the same and not taken. */
static uint64_t
count_by_hand(const uint64_t *a, size_t n, const uint64_t *b, size_t m,
              size_t order)
{
  char taken[MOST] = "";
  uint64_t matched = 0;

  for (size_t i = 0; i + order <= n; i++)
    for (size_t j = 0; j + order <= m; j++)
      if (!taken[j] && memcmp(a + i, b + j, order * sizeof *a) == 0) {
        taken[j] = 1;
        matched++;
        break;
      }
  return matched;
}

static void
draw(unsigned *seed, uint64_t *items, size_t count, unsigned kinds)
{
  for (size_t i = 0; i < count; i++)
    items[i] = UINT64_C(0x123456789abcdef) * (next(seed) % kinds);
}

static void
check(NgramPair *pair, const uint64_t *a, size_t n, const uint64_t *b, size_t m,
      size_t orders)
{
  uint64_t matched[NGRAM_PAIR_ORDERS] = { 0 };

  assert_true(ngram_pair_match(pair, a, n, b, m, orders, matched));
  for (size_t k = 0; k < orders; k++)
    assert_int_equal(matched[k], count_by_hand(a, n, b, m, k + 1));
}

static void
test_any_length(void **state)
{
  static const size_t lengths[] = { 0,   1,   2,   5,   7,   57,  58,  63,
                                    64,  65,  71,  113, 114, 120, 121, 122,
                                    128, 200, 511, 512, 513, 700 };
  enum { LENGTHS = sizeof lengths / sizeof *lengths };
  static uint64_t a[MOST], b[MOST];
  NgramPair pair = { 0 };
  unsigned seed = 1;

  (void)state;
  for (size_t i = 0; i < LENGTHS; i++)
    for (size_t j = 0; j < LENGTHS; j++) {
      size_t orders = 1 + next(&seed) % NGRAM_PAIR_ORDERS;

      draw(&seed, a, lengths[i], 1 + next(&seed) % 9);
      draw(&seed, b, lengths[j], 1 + next(&seed) % 9);
      check(&pair, a, lengths[i], b, lengths[j], orders);
      check(&pair, a, lengths[i], b, lengths[j], 6);
      check(&pair, a, lengths[i], b, lengths[j], 4);
    }
  ngram_pair_clear(&pair);
}

static void
test_shared_stretch(void **state)
{
  static uint64_t a[MOST], b[MOST];
  NgramPair pair = { 0 };
  unsigned seed = 2;

  (void)state;
  draw(&seed, a, 300, 30);
  draw(&seed, b, 300, 30);
  memcpy(b + 20, a + 90, 150 * sizeof *a);
  check(&pair, a, 300, b, 300, 6);
  check(&pair, a, 300, b, 300, 8);
  ngram_pair_clear(&pair);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_any_length),
    cmocka_unit_test(test_shared_stretch),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
