/* SPDX-License-Identifier: Apache-2.0
 *
 * test_memory.c - arrays, arenas and string builders.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "arena.h"
#include "array.h"
#include "builder.h"

static void
arrays_grow_and_keep_their_memory(void **state)
{
  ARRAY(uint64_t) array = { 0 };
  uint32_t room;

  (void)state;
  for (uint32_t i = 0; i < 1000; i++)
    assert_true(array_push(&array, i * 3u));
  assert_int_equal(array.count, 1000);
  assert_int_equal(array.items[999], 2997);
  room = array.room;
  array_clear(&array);
  assert_int_equal(array.count, 0);
  assert_int_equal(array.room, room);
  array_free(&array);
  assert_null(array.items);
}

static void
arenas_give_zeroed_aligned_memory(void **state)
{
  Arena arena = { 0 };

  (void)state;
  for (int round = 0; round < 3; round++) {
    for (size_t i = 1; i < 3000; i++) {
      unsigned char *p = arena_alloc(&arena, i);

      assert_non_null(p);
      assert_int_equal((uintptr_t)p % 16, 0);
      assert_int_equal(p[0] | p[i - 1], 0);
      p[0] = p[i - 1] = 0xff;
    }
    arena_reset(&arena);
  }
  assert_string_equal(arena_copy(&arena, "abcd", 3), "abc");
  assert_null(arena_alloc(&arena, SIZE_MAX));
  arena_free(&arena);
  assert_null(arena.block);
}

static void
builders_put_text_together(void **state)
{
  Builder text = { 0 };

  (void)state;
  assert_string_equal(builder_text(&text), "");
  for (int i = 0; i < 100; i++)
    builder_add(&text, "ab");
  assert_int_equal(text.length, 200);
  builder_clear(&text);
  builder_add(&text, "line ");
  builder_number(&text, 0);
  builder_number(&text, UINT64_MAX);
  builder_bytes(&text, "xyz", 2);
  assert_string_equal(builder_text(&text), "line 018446744073709551615xy");
  assert_false(text.failed);
  builder_free(&text);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(arrays_grow_and_keep_their_memory),
    cmocka_unit_test(arenas_give_zeroed_aligned_memory),
    cmocka_unit_test(builders_put_text_together),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
