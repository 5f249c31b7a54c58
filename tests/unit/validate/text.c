/* SPDX-License-Identifier: Apache-2.0
 *
 * text.c - the documents that stages are tried with are what the ABI promises:
 * valid UTF-8 without a NUL inside, the same for the same seed.
 */
#include "../unit.h"

#include "validate/text.h"
#include <string.h>

static void
assert_valid(const Text *text)
{
  if (!g_utf8_validate(text->bytes, (gssize)text->length, NULL))
    fail_msg("%s is not valid UTF-8", text->name);
  assert_int_equal(strlen(text->bytes), text->length);
}

static void
test_lists(void **state)
{
  GPtrArray *lists[] = { texts_samples(), texts_hostile() };

  (void)state;
  for (gsize k = 0; k < G_N_ELEMENTS(lists); k++) {
    assert_true(lists[k]->len > 3);
    for (guint i = 0; i < lists[k]->len; i++)
      assert_valid(lists[k]->pdata[i]);
    g_ptr_array_unref(lists[k]);
  }
}

static void
test_mutations(void **state)
{
  GPtrArray *samples = texts_samples();
  guint64 seed = 1, again = 1;
  guint changed = 0;

  (void)state;
  for (guint i = 0; i < 2000; i++) {
    const Text *source = samples->pdata[i % samples->len];
    Text *one = text_mutated(source, &seed);
    Text *other = text_mutated(source, &again);
    assert_valid(one);
    assert_string_equal(one->bytes, other->bytes);
    changed += strcmp(one->bytes, source->bytes) != 0;
    text_free(one);
    text_free(other);
  }
  assert_true(changed > 1900);
  g_ptr_array_unref(samples);
}

static void
test_long(void **state)
{
  Text *lines = text_long(100000, TRUE, 5);
  Text *line = text_long(100000, FALSE, 5);
  Text *other = text_long(100000, FALSE, 6);

  (void)state;
  assert_valid(lines);
  assert_valid(line);
  assert_in_range(line->length, 100000, 101000);
  assert_non_null(strchr(lines->bytes, '\n'));
  assert_null(strchr(line->bytes, '\n'));
  assert_string_not_equal(line->bytes, other->bytes);
  text_free(lines);
  text_free(line);
  text_free(other);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_lists),
    cmocka_unit_test(test_mutations),
    cmocka_unit_test(test_long),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
