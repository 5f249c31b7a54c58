/* SPDX-License-Identifier: Apache-2.0
 *
 * The packed quotes, the numbers that pack them, and sorting by radix.
 */
#include "fixture.h"

#include "nodes.h"
#include "radix.h"

static void
numbers_come_back(void **state)
{
  static const uint32_t numbers[] = { 0,     1,       127,        128,
                                      16383, 16384,   0x0fffffff, 0x10000000,
                                      77,    2097152, UINT32_MAX };
  unsigned char bytes[VARINT_MOST * 11], *end = bytes;
  const unsigned char *at = bytes;

  (void)state;
  for (int i = 0; i < 11; i++)
    end = varint_put(end, numbers[i]);
  for (int i = 0; i < 11; i++)
    assert_int_equal(varint_take(&at), numbers[i]);
  assert_true(at == end);
  assert_true(varint_put(bytes, UINT32_MAX) == bytes + VARINT_MOST);
}

static void
words_keep_their_numbers(void **state)
{
  Lexicon words = { .room = 0 };

  (void)state;
  for (Code code = 1; code < 5000; code++)
    assert_int_equal(lexicon_number(&words, code * 7), code);
  for (Code code = 1; code < 5000; code++) {
    assert_int_equal(lexicon_number(&words, code * 7), code);
    assert_int_equal(lexicon_code(&words, code), code * 7);
  }
  assert_int_equal(lexicon_number(&words, 0), 0);
  lexicon_free(&words);
}

static void
bag_document(Bag *bag, uint32_t doc, const char *one, const char *two)
{
  Rows rows;

  rows_start(&rows, &quote_words_layer);
  rows_quote(&rows, 1, one, 5);
  rows_quote(&rows, 4, two, 0);
  assert_true(bag_add(bag, doc, &rows.table));
}

static void
quotes_come_back(void **state)
{
  Bag bag = { .quotes = 0 };
  uint32_t words[QUOTE_MOST];
  Nodes nodes;

  (void)state;
  bag_document(&bag, 900, "ABoC", "tD");
  bag_document(&bag, 3, "ABoC", "EFGHI");
  assert_true(nodes_sort(&nodes, &bag) && nodes_weigh(&nodes));
  assert_int_equal(nodes.count, 4);
  assert_int_equal(nodes.quotes, 4);
  assert_int_equal(node_at(&nodes, 0)->doc, 3);
  assert_int_equal(node_at(&nodes, 1)->quote, 4);
  assert_int_equal(nodes_find(&nodes, 900, 4), 3);
  assert_int_equal(nodes_find(&nodes, 900, 2), UINT32_MAX);
  assert_int_equal(nodes_first(&nodes, 4), 2);
  assert_int_equal(node_at(&nodes, 2)->content, 3);
  assert_int_equal(node_content(&nodes, node_at(&nodes, 2), words), 3);
  assert_int_equal(lexicon_code(&bag.words, words[2]), letter_code('C'));
  assert_int_equal(
      lexicon_code(&bag.words, node_speaker(&nodes, node_at(&nodes, 2)).last),
      5);
  assert_int_equal(node_speaker(&nodes, node_at(&nodes, 3)).last, 0);
  /* A reprint has its first, and counts no word again. */
  assert_int_equal(nodes.same[2], 0);
  assert_int_equal(nodes.same[3], 3);
  assert_int_equal(nodes.counts[words[0]], 1);
  nodes_free(&nodes);
  bag_free(&bag);
}

static void
bags_merge_in_any_order(void **state)
{
  Bag one = { .quotes = 0 }, two = { .quotes = 0 };
  Nodes nodes;

  (void)state;
  bag_document(&one, 3, "ABC", "DE");
  bag_document(&two, 1, "FGH", "A");
  assert_true(bag_append(&one, &two));
  assert_true(nodes_sort(&nodes, &one));
  assert_int_equal(nodes.count, 4);
  assert_int_equal(nodes_find(&nodes, 3, 1), 2);
  assert_int_equal(
      lexicon_code(&one.words, *node_words(&nodes, &nodes.list[0])),
      letter_code('F'));
  nodes_free(&nodes);
  bag_free(&one);
  bag_free(&two);
}

static void
an_empty_bag_is_fine(void **state)
{
  Bag one = { .quotes = 0 }, two = { .quotes = 0 };
  Nodes nodes;

  (void)state;
  assert_true(bag_append(&one, &two));
  assert_true(nodes_sort(&nodes, &one) && nodes_weigh(&nodes));
  assert_int_equal(nodes.count, 0);
  assert_int_equal(nodes_first(&nodes, 0), 0);
  nodes_free(&nodes);
}

static void
radix_sorts_some_bits(void **state)
{
  uint64_t items[3000], spare[3000];
  const uint64_t *sorted;
  uint64_t seed = 1;

  (void)state;
  for (uint64_t i = 0; i < 3000; i++) {
    seed = seed * UINT64_C(6364136223846793005) + 1;
    items[i] = (seed >> 40 & 0xfffff) << 32 | i;
  }
  sorted = radix_sort(items, spare, 3000, 32, 20);
  for (int i = 1; i < 3000; i++)
    assert_true(sorted[i - 1] < sorted[i]);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_come_back),
    cmocka_unit_test(words_keep_their_numbers),
    cmocka_unit_test(quotes_come_back),
    cmocka_unit_test(bags_merge_in_any_order),
    cmocka_unit_test(an_empty_bag_is_fine),
    cmocka_unit_test(radix_sorts_some_bits),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
