/* SPDX-License-Identifier: Apache-2.0
 *
 * Comparing quotes of one-letter words.
 */
#include "fixture.h"

#include <math.h>

#include "rare.h"
#include "score.h"

/* Capitals tell 60 steps (5 nats). */
static Likeness
compare(const char *a, const char *b, double needed)
{
  Bag bag = { .quotes = 0 };
  Comparer *comparer;
  Likeness like;
  Nodes nodes;
  Rows rows;

  rows_start(&rows, &quote_words_layer);
  rows_quote(&rows, 0, a, 0);
  rows_quote(&rows, 1, b, 0);
  assert_true(bag_add(&bag, 0, &rows.table));
  assert_true(nodes_sort(&nodes, &bag) && nodes_weigh(&nodes));
  for (uint32_t i = 1; i <= bag.words.count; i++)
    nodes.infos[i] = nodes.infos[i] ? 60 : 0;
  rare_free(rare_find(&nodes), &nodes);
  comparer = comparer_new(&nodes);
  assert_non_null(comparer);
  for (int again = 0; again < 2; again++) {
    comparer_take(comparer, 0);
    like = comparer_with(comparer, 1, &(Least){ 0, needed });
  }
  comparer_free(comparer);
  nodes_free(&nodes);
  bag_free(&bag);
  return like;
}

static void
equal_quotes_score_one(void **state)
{
  Likeness like = compare("tAoBCd", "tAoBCd", 0);

  (void)state;
  assert_true(fabs(like.score - 1) < 1e-9);
  assert_true(fabs(like.cover - 1) < 1e-9);
  /* Three content words of 5 nats, three words of the grammar, five pairs. */
  assert_true(fabs(like.evidence - (15 + 3 + 3.5)) < 1e-9);
}

static void
score_is_symmetric_and_falls(void **state)
{
  Likeness some = compare("ABCDEF", "ABXYEF", 0);
  Likeness turned = compare("ABXYEF", "ABCDEF", 0);
  Likeness fewer = compare("ABCDEF", "AXYZVF", 0);

  (void)state;
  assert_true(some.score == turned.score && some.evidence == turned.evidence);
  assert_true(some.score < 1 && fewer.score < some.score && fewer.score > 0);
}

/* A word or a pair that one of both repeats is shared once. */
static void
repeats_count_once(void **state)
{
  Likeness one = compare("ABoABoAB", "ABoCD", 0);
  Likeness other = compare("ABoCD", "ABoABoAB", 0);

  (void)state;
  assert_true(one.evidence == other.evidence && one.score == other.score);
  assert_true(fabs(one.evidence - (10 + 1 + 1.4)) < 1e-9);
}

static void
order_counts(void **state)
{
  (void)state;
  assert_true(compare("ABCDEF", "ABCDEF", 0).score
              > compare("ABCDEF", "FDBECA", 0).score);
}

static void
holding_all_is_worth_something(void **state)
{
  Likeness like = compare("ABC", "ABCDEFGHIJKLMNOPQRSTUVW", 0);

  (void)state;
  assert_true(fabs(like.cover - 1) < 1e-9);
  assert_true(like.score >= .5);
}

static void
too_little_evidence_is_nothing(void **state)
{
  Likeness like = compare("AB", "AC", 30);

  (void)state;
  assert_true(like.score == 0 && like.evidence == 0);
}

static void
rarer_words_tell_more(void **state)
{
  (void)state;
  assert_true(word_info(2, 1000000) > word_info(2000, 1000000));
  assert_true(word_info(1, UINT32_MAX) <= 255);
  assert_int_equal(word_info(1000, 10), 1);
  /* Fifty quotes do not know which words are rare in general. */
  assert_true(word_info(1, 50) - word_info(5, 50) < INFO_STEP);
  assert_true(evidence_needed(1000000, .001) > evidence_needed(50, .001) + 6);
  assert_true(evidence_needed(50, 0) < 100);
}

static void
speakers(void **state)
{
  Speaker ana_bel = { 1, 2 }, bel = { 2, 2 }, carl = { 3, 4 },
          nobody = { 0, 0 };

  (void)state;
  assert_int_equal(speaker_compare(ana_bel, bel), SPEAKER_SAME);
  assert_int_equal(speaker_compare(bel, ana_bel), SPEAKER_SAME);
  assert_int_equal(speaker_compare(ana_bel, carl), SPEAKER_OTHER);
  assert_int_equal(speaker_compare(ana_bel, nobody), SPEAKER_UNKNOWN);
  assert_int_equal(speaker_compare(nobody, nobody), SPEAKER_UNKNOWN);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(equal_quotes_score_one),
    cmocka_unit_test(score_is_symmetric_and_falls),
    cmocka_unit_test(repeats_count_once),
    cmocka_unit_test(order_counts),
    cmocka_unit_test(holding_all_is_worth_something),
    cmocka_unit_test(too_little_evidence_is_nothing),
    cmocka_unit_test(rarer_words_tell_more),
    cmocka_unit_test(speakers),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
