/* SPDX-License-Identifier: Apache-2.0
 *
 * Which quotes meet and are linked.
 */
#include "fixture.h"

#include "links.h"
#include "rare.h"

/* A corpus of a few thousand quotes in which pairs say nearly the same. */
enum { PAIRS = 1500, WORDS = 12 };

static Code
word(uint64_t *seed)
{
  *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
  /* Usual words are drawn more often than rare ones. */
  return code_of(((*seed >> 33) % ((*seed >> 60) * 800 + 40) + 1)
                     * UINT64_C(0x9e3779b97f4a7c15),
                 true);
}

static void
put(Bag *bag, uint32_t doc, const Code *codes, uint32_t indirect)
{
  BagQuote quote = { .doc = doc, .count = WORDS, .indirect = indirect };

  assert_true(bag_put(bag, &quote, (const char *)codes));
}

/* Quote i and i + PAIRS differ in three words of twelve. */
static void
fill(Bag *bag)
{
  for (uint32_t i = 0; i < 2 * PAIRS; i++) {
    uint64_t seed = (i % PAIRS + 1) * UINT64_C(0x2545f4914f6cdd1d);
    Code codes[WORDS];

    for (int k = 0; k < WORDS; k++)
      codes[k] = word(&seed);
    for (int k = 0; k < 3; k++)
      codes[4 * k] = i < PAIRS ? codes[4 * k] : word(&seed);
    put(bag, i, codes, 0);
  }
}

static void
renderings_are_linked(void **state)
{
  Bag bag = { .quotes = 0 };
  uint32_t right = 0;
  Links links;
  Nodes nodes;

  (void)state;
  fill(&bag);
  assert_true(nodes_sort(&nodes, &bag) && nodes_weigh(&nodes));
  assert_true(links_find(&links, &nodes, .001));
  for (size_t i = 0; i < links.count; i++)
    right += links.list[i].b - links.list[i].a == PAIRS;
  assert_true(right > PAIRS * 9 / 10 && right <= PAIRS);
  assert_true(links.count < right + right / 20);
  links_free(&links);
  nodes_free(&nodes);
  bag_free(&bag);
}

typedef struct Met {
  unsigned char *pairs; /* how often x met y */
  uint32_t nodes;
} Met;

static bool
note(void *data, uint32_t x, uint32_t y)
{
  Met *met = data;

  assert_true(x < y && y < met->nodes);
  met->pairs[(size_t)x * met->nodes + y]++;
  return true;
}

static void
each_pair_meets_once(void **state)
{
  const Least all = { 0, 0 };
  Bag bag = { .quotes = 0 };
  Met met;
  Nodes nodes;
  Rare *rare;

  (void)state;
  fill(&bag);
  assert_true(nodes_sort(&nodes, &bag) && nodes_weigh(&nodes));
  rare = rare_find(&nodes);
  met = (Met){ calloc(nodes.count, nodes.count), nodes.count };
  assert_non_null(rare);
  assert_true(
      rare_meet(rare, &nodes, key_info(nodes.quotes), &all, note, &met));
  for (size_t i = 0; i < (size_t)nodes.count * nodes.count; i++)
    assert_true(met.pairs[i] <= 1);
  free(met.pairs);
  rare_free(rare, &nodes);
  nodes_free(&nodes);
  bag_free(&bag);
}

/* Quotes of up to forty words, some of the grammar, more than an outline knows
 * one by one. */
static void
fill_long(Bag *bag, uint32_t count)
{
  uint64_t seed = 7;

  for (uint32_t i = 0; i < count; i++) {
    BagQuote quote = { .doc = i, .speaker = { i % 3, i % 3 } };
    Code codes[40];

    word(&seed);
    quote.count = 5 + (uint32_t)(seed >> 40) % 36;
    for (uint32_t k = 0; k < quote.count; k++) {
      word(&seed);
      codes[k] = code_of((seed >> 33) % 60 * UINT64_C(0x9e3779b97f4a7c15),
                         (seed >> 50) % 4 > 0);
    }
    assert_true(bag_put(bag, &quote, (const char *)codes));
  }
}

static void
outlines_lose_no_link(void **state)
{
  const Least least = { .25, 8 };
  uint32_t linked = 0, spared = 0;
  Bag bag = { .quotes = 0 };
  Comparer *comparer;
  Nodes nodes;
  Rare *rare;

  (void)state;
  fill_long(&bag, 300);
  assert_true(nodes_sort(&nodes, &bag) && nodes_weigh(&nodes));
  rare = rare_find(&nodes);
  comparer = comparer_new(&nodes);
  assert_true(rare && comparer);
  for (uint32_t x = 0; x < nodes.count; x++) {
    comparer_take(comparer, x);
    for (uint32_t y = x + 1; y < nodes.count; y++) {
      Likeness like = comparer_with(comparer, y, &least);
      bool links = like.score >= least.score && like.evidence >= least.evidence;
      bool may = rare_may_link(&rare[x], &rare[y], &least);

      assert_true(may || !links || !rare[x].count || !rare[y].count);
      linked += links;
      spared += !may;
    }
  }
  assert_true(linked > 1000 && spared > 1000);
  comparer_free(comparer);
  rare_free(rare, &nodes);
  nodes_free(&nodes);
  bag_free(&bag);
}

/* Reprints are linked to the first of them, and to nothing else. */
static void
reprints_are_linked_once(void **state)
{
  static const Code codes[WORDS] = { 101, 203, 305, 407, 509, 611,
                                     713, 815, 917, 19,  121, 223 };
  Bag bag = { .quotes = 0 };
  Links links;
  Nodes nodes;

  (void)state;
  for (uint32_t doc = 0; doc < 500; doc++)
    put(&bag, doc, codes, doc == 7);
  assert_true(nodes_sort(&nodes, &bag) && nodes_weigh(&nodes));
  assert_true(links_find(&links, &nodes, .001));
  assert_int_equal(links.count, 498);
  for (size_t i = 0; i < links.count; i++) {
    assert_int_equal(links.list[i].a, 0);
    assert_int_equal(links.list[i].score, LINK_ONE);
  }
  links_free(&links);
  nodes_free(&nodes);
  bag_free(&bag);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(renderings_are_linked),
    cmocka_unit_test(each_pair_meets_once),
    cmocka_unit_test(outlines_lose_no_link),
    cmocka_unit_test(reprints_are_linked_once),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
