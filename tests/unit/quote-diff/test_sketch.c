/* SPDX-License-Identifier: Apache-2.0
 *
 * Counting words in different quotes, and the sieve of keys.
 */
#include "fixture.h"

#include "sieve.h"
#include "sketch.h"

static uint32_t
count_of(const Sketches *sketches, uint32_t code)
{
  Sketch *all = sketches_sorted(sketches);
  uint32_t count = 0;

  for (uint32_t i = 0; i < sketches->used; i++)
    if (all[i].code == code)
      count = sketch_count(&all[i]);
  free(all);
  return count;
}

static void
reprints_count_once(void **state)
{
  Sketches s = { 0 };

  (void)state;
  for (int i = 0; i < 100; i++) {
    Sketch one = sketch_of(7, 4711);

    assert_true(sketches_add(&s, &one));
  }
  assert_int_equal(count_of(&s, 7), 1);
  for (uint32_t i = 0; i < 3; i++) {
    Sketch one = sketch_of(7, i);

    assert_true(sketches_add(&s, &one));
  }
  assert_int_equal(count_of(&s, 7), 4);
  assert_int_equal(count_of(&s, 8), 0);
  sketches_free(&s);
}

static void
many_quotes_are_all_counted(void **state)
{
  Sketches s = { 0 };

  (void)state;
  for (uint32_t i = 0; i < 500; i++) {
    Sketch one = sketch_of(7, i * 2654435761u);

    assert_true(sketches_add(&s, &one));
  }
  assert_int_equal(count_of(&s, 7), 500);
  sketches_free(&s);
}

/* Halves merged in either order are what one table is. */
static void
merging_is_order_free(void **state)
{
  Sketches all = { 0 }, half[2] = { { 0 }, { 0 } };
  Sketch *one, *two;

  (void)state;
  for (uint32_t i = 0; i < 3000; i++) {
    Sketch sketch = sketch_of(1 + i % 700, i * 40503u);

    assert_true(sketches_add(&all, &sketch));
    assert_true(sketches_add(&half[i * 7 % 2], &sketch));
  }
  for (uint32_t i = 0; i < half[1].room; i++)
    if (half[1].slots[i].code)
      assert_true(sketches_add(&half[0], &half[1].slots[i]));
  assert_int_equal(all.used, half[0].used);
  one = sketches_sorted(&all);
  two = sketches_sorted(&half[0]);
  assert_memory_equal(one, two, all.used * sizeof *one);
  free(one);
  free(two);
  sketches_free(&all);
  sketches_free(&half[0]);
  sketches_free(&half[1]);
}

static void
sieve_loses_no_pair(void **state)
{
  uint32_t bytes = sieve_bytes(1000), passed = 0;
  unsigned char *one = calloc(bytes, 1), *two = calloc(bytes, 1);

  (void)state;
  assert_true(one && two && (bytes & (bytes - 1)) == 0);
  for (uint32_t i = 1; i <= 4000; i++)
    sieve_add(i % 2 ? one : two, bytes, keys_of_pair(i, i + 1));
  for (uint32_t i = 1; i <= 100; i++)
    sieve_add(i % 2 ? two : one, bytes, keys_of_pair(i + 1, i));
  sieve_merge(one, two, bytes);
  for (uint32_t i = 1; i <= 100; i++)
    assert_true(sieve_passes(one, bytes, keys_of_pair(i, i + 1)));
  for (uint32_t i = 101; i <= 4000; i++)
    passed += sieve_passes(one, bytes, keys_of_pair(i, i + 1));
  assert_true(passed < 1000); /* 4,000 keys in 64,000 cells */
  free(one);
  free(two);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(reprints_count_once),
    cmocka_unit_test(many_quotes_are_all_counted),
    cmocka_unit_test(merging_is_order_free),
    cmocka_unit_test(sieve_loses_no_pair),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
