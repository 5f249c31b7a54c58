/* SPDX-License-Identifier: Apache-2.0
 *
 * Who said each quote, packed and read again.
 */
#include "fixture.h"

#include "said.h"

static void
quotes_come_back(void **state)
{
  static const Said quotes[] = { { 3, 40, "Ana Bel", 7 },
                                 { 3, 9, "", 0 },
                                 { 70000, 4000000000u, "Carl", 4 },
                                 { 12, 12, "", 0 } };
  const uint32_t count = sizeof quotes / sizeof *quotes;
  SaidList list = { .length = 0 };
  SaidReader reader;

  (void)state;
  for (uint32_t i = 0; i < count; i++)
    assert_true(said_put(&list, &quotes[i]));
  reader = said_reader(list.bytes.data, (uint32_t)list.length);
  for (uint32_t i = 0; i < count; i++) {
    assert_int_equal(reader.number, i);
    assert_true(said_next(&reader));
    assert_int_equal(reader.said.begin, quotes[i].begin);
    assert_int_equal(reader.said.end, quotes[i].end);
    assert_int_equal(reader.said.length, quotes[i].length);
    assert_memory_equal(reader.said.name, quotes[i].name, quotes[i].length);
  }
  assert_false(said_next(&reader));
  buffer_free(&list.bytes);
}

int
main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(quotes_come_back) };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
