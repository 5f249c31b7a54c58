/* SPDX-License-Identifier: Apache-2.0
 *
 * test_compare.c - which amounts may be one, and how much two mentions must
 * have in common to be of one thing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compare.h"
#include "glance.h"
#include "reach.h"

typedef struct Amount {
  uint32_t kind;
  uint32_t modifier;
  double value; /* 0: several */
  double high;  /* 0: no range */
} Amount;

static const uint32_t no_topic[TOPICS];

static Mention
mention_of(const Amount *amount)
{
  return (Mention){ .value = amount->value,
                    .high = amount->high,
                    .topic = no_topic,
                    .kind = (uint8_t)amount->kind,
                    .modifier = (uint8_t)amount->modifier,
                    .present =
                        (uint8_t)((amount->value != 0) << MENTION_VALUE
                                  | (amount->high != 0) << MENTION_HIGH) };
}

#define COUNT(value) STEMMA_CARDINAL, STEMMA_EXACT, value, 0
#define AT_LEAST(value) STEMMA_CARDINAL, STEMMA_AT_LEAST, value, 0
#define AT_MOST(value) STEMMA_CARDINAL, STEMMA_AT_MOST, value, 0
#define MORE_THAN(value) STEMMA_CARDINAL, STEMMA_MORE_THAN, value, 0
#define LESS_THAN(value) STEMMA_CARDINAL, STEMMA_LESS_THAN, value, 0
#define ABOUT(value) STEMMA_CARDINAL, STEMMA_APPROX, value, 0
#define LENGTH(value) STEMMA_LENGTH, STEMMA_EXACT, value, 0
#define SHARE(value) STEMMA_PERCENT, STEMMA_EXACT, value, 0
#define MONEY(value) STEMMA_MONEY, STEMMA_EXACT, value, 0
#define DAYS(value) STEMMA_DURATION, STEMMA_EXACT, (value)*86400., 0

static void
amounts_that_may_be_one(void **state)
{
  static const struct {
    Amount a, b;
    bool agree;
  } cases[] = {
    { { COUNT(52) }, { COUNT(52) }, true },
    { { COUNT(52) }, { COUNT(53) }, false },
    /* A bound reaches a quarter further, to its own side. */
    { { AT_LEAST(40) }, { COUNT(50) }, true },
    { { AT_LEAST(40) }, { COUNT(51) }, false },
    { { AT_LEAST(40) }, { COUNT(39) }, false },
    { { MORE_THAN(40) }, { COUNT(50) }, true },
    { { AT_MOST(40) }, { COUNT(30) }, true },
    { { AT_MOST(40) }, { COUNT(29) }, false },
    { { LESS_THAN(40) }, { COUNT(30) }, true },
    /* Who says "at least 312" has counted; not so of 310, of 47 and of lengths.
     */
    { { AT_LEAST(312) }, { COUNT(327) }, true },
    { { AT_LEAST(312) }, { COUNT(330) }, false },
    { { AT_LEAST(47) }, { COUNT(58) }, true },
    { { AT_LEAST(310) }, { COUNT(330) }, true },
    { { STEMMA_LENGTH, STEMMA_AT_LEAST, 312, 0 }, { LENGTH(380) }, true },
    /* A tenth about an amount, less where the other one sets a bound. */
    { { ABOUT(100) }, { COUNT(110) }, true },
    { { ABOUT(100) }, { COUNT(90) }, true },
    { { ABOUT(100) }, { COUNT(112) }, false },
    { { ABOUT(130) }, { MORE_THAN(136) }, true },
    { { ABOUT(130) }, { MORE_THAN(138) }, false },
    /* A range is all between its ends. */
    { { STEMMA_CARDINAL, STEMMA_EXACT, 40, 50 }, { COUNT(45) }, true },
    { { STEMMA_CARDINAL, STEMMA_EXACT, 40, 50 }, { COUNT(51) }, false },
    /* 15 km are said of nine miles, 15.1 km are not, nor of 14.5 km. */
    { { LENGTH(14484.096) }, { LENGTH(15000) }, true },
    { { LENGTH(15000) }, { LENGTH(14484.096) }, true },
    { { LENGTH(14484.096) }, { LENGTH(16000) }, false },
    { { LENGTH(14484.096) }, { LENGTH(15100) }, false },
    { { LENGTH(14500) }, { LENGTH(15000) }, false },
    { { LENGTH(11265.408) }, { LENGTH(11200) }, true },
    { { LENGTH(11265.408) }, { LENGTH(11450) }, false },
    /* A month is 30 days or 31. */
    { { DAYS(60) }, { DAYS(61) }, true },
    { { DAYS(60) }, { DAYS(62) }, false },
    { { COUNT(31418) }, { COUNT(31000) }, true },
    { { COUNT(31000) }, { COUNT(31418) }, true },
    { { COUNT(31600) }, { COUNT(31000) }, false },
    { { COUNT(31290) }, { COUNT(31000) }, true },
    { { MONEY(1.229e9) }, { MONEY(1.2e9) }, false },
    /* A share may be rounded, not up by a twentieth. */
    { { SHARE(31) }, { SHARE(31.4) }, true },
    { { SHARE(31.4) }, { SHARE(31) }, true },
    { { SHARE(31) }, { SHARE(31.6) }, false },
    { { SHARE(5) }, { SHARE(4.75) }, false },
    { { COUNT(31) }, { COUNT(31.4) }, false },
  };

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Mention a = mention_of(&cases[i].a), b = mention_of(&cases[i].b);

    if (mention_agrees(&a, &b) != cases[i].agree)
      fail_msg("case %zu: %g and %g", i, a.value, b.value);
    assert_int_equal(mention_agrees(&b, &a), cases[i].agree);
  }
}

static void
several_agree_with_several_alone(void **state)
{
  Mention several = mention_of(&(Amount){ COUNT(0) });
  Mention two = mention_of(&(Amount){ COUNT(2) });

  (void)state;
  assert_true(mention_agrees(&several, &several));
  assert_false(mention_agrees(&several, &two));
  assert_false(mention_agrees(&two, &several));
}

static void
check_reach(Amount amount, double low, double high)
{
  Mention mention = mention_of(&amount);
  double found_low, found_high;

  mention_reach(&mention, &found_low, &found_high);
  assert_true(fabs(found_low - low) <= 1e-9);
  assert_true(fabs(found_high - high) <= 1e-9);
}

static void
reach_of_an_amount(void **state)
{
  (void)state;
  check_reach((Amount){ COUNT(40) }, 40, 40);
  check_reach((Amount){ ABOUT(40) }, 36, 44);
  check_reach((Amount){ MORE_THAN(40) }, 40, 50);
  check_reach((Amount){ AT_MOST(40) }, 30, 40);
  check_reach((Amount){ STEMMA_CARDINAL, STEMMA_EXACT, 40, 50 }, 40, 50);
}

enum { WORDS = 12 };

/* Near an amount: so many words that the other one has too, the first of them
 * with `flags`, and others of its own. */
static Candidate
among(Near near[WORDS], Amount amount, uint32_t common, uint32_t others,
      uint32_t flags)
{
  Candidate candidate = { .mention = mention_of(&amount), .near = near };
  static uint32_t own = 1000;

  for (uint32_t i = 0; i < common + others && i < WORDS; i++)
    near[i] = (Near){ .stem = i < common ? i : own++, .distance = 5 };
  near[0].flags = (uint8_t)flags;
  candidate.mention.near = (uint8_t)(common + others);
  candidate_finish(&candidate, "", 0);
  return candidate;
}

static void
check(Amount a, Amount b, uint32_t common, uint32_t others, uint32_t flags,
      uint32_t verdict)
{
  Near near_a[WORDS], near_b[WORDS];
  Candidate x = among(near_a, a, common, others, flags);
  Candidate y = among(near_b, b, common, others, flags);

  assert_int_equal(mention_compare(&x, &y).verdict, verdict);
}

static const Amount seven = { COUNT(7) }, forty = { COUNT(40) };

static void
counts_need_what_is_counted(void **state)
{
  const Amount sixty = { COUNT(60) };

  (void)state;
  check(forty, forty, 8, 0, 0, PAIR_NONE);
  check(forty, forty, 2, 6, NEAR_HEAD, PAIR_SAME);
  check(forty, forty, 1, 6, NEAR_HEAD, PAIR_NONE);
  check(forty, sixty, 5, 4, NEAR_HEAD, PAIR_DIFFER);
  check(forty, sixty, 4, 0, NEAR_HEAD, PAIR_NONE);
  check(forty, sixty, 5, 6, NEAR_HEAD, PAIR_NONE);
}

static void
small_counts_are_said_of_everything(void **state)
{
  const Amount twelve = { COUNT(12) }, thirteen = { COUNT(13) };

  (void)state;
  check(seven, seven, 4, 6, NEAR_HEAD, PAIR_SAME);
  check(seven, seven, 3, 0, NEAR_HEAD, PAIR_NONE);
  check(seven, seven, 4, 8, NEAR_HEAD, PAIR_NONE);
  check(twelve, twelve, 2, 6, NEAR_HEAD, PAIR_NONE);
  check(thirteen, thirteen, 2, 6, NEAR_HEAD, PAIR_SAME);
}

static void
different_amounts_need_more_in_common(void **state)
{
  const Amount three = { MONEY(3e6) }, four = { MONEY(4e6) };
  const Amount third = { SHARE(33) }, half = { SHARE(50) };

  (void)state;
  check(three, three, 2, 10, 0, PAIR_SAME);
  check(three, three, 1, 0, 0, PAIR_NONE);
  check(three, four, 4, 4, 0, PAIR_DIFFER);
  check(three, four, 4, 5, 0, PAIR_NONE);
  check(three, four, 3, 0, 0, PAIR_NONE);
  /* A text has many percentages. */
  check(half, half, 3, 9, 0, PAIR_SAME);
  check(half, half, 2, 0, 0, PAIR_NONE);
  check(third, half, 5, 3, 0, PAIR_DIFFER);
  check(third, half, 4, 3, 0, PAIR_NONE);
}

static void
amounts_of_other_sizes_are_of_other_things(void **state)
{
  const Amount one = { MONEY(1e6) }, five = { MONEY(5e6) };
  const Amount six = { MONEY(6e6) };

  (void)state;
  check(one, five, 8, 0, 0, PAIR_DIFFER);
  check(five, one, 8, 0, 0, PAIR_DIFFER);
  check(one, six, 8, 0, 0, PAIR_NONE);
  check(six, one, 8, 0, 0, PAIR_NONE);
}

static void
a_vague_amount_of_the_same_thing(void **state)
{
  const Amount many = { COUNT(0) }, some = { MONEY(0) }, sum = { MONEY(3e6) };

  (void)state;
  check(many, forty, 3, 6, NEAR_HEAD, PAIR_VAGUE);
  check(many, forty, 2, 0, NEAR_HEAD, PAIR_NONE);
  check(many, forty, 3, 8, NEAR_HEAD, PAIR_NONE);
  check(many, forty, 8, 0, 0, PAIR_NONE);
  check(some, sum, 4, 8, 0, PAIR_VAGUE);
  check(some, sum, 3, 0, 0, PAIR_NONE);
  check(some, some, 3, 9, 0, PAIR_VAGUE);
  check(some, some, 2, 0, 0, PAIR_NONE);
  /* "The cost", and a name or two more words. */
  check(some, sum, 3, 9, NEAR_CONCEPT, PAIR_VAGUE);
  check(some, sum, 1, 9, NEAR_CONCEPT | NEAR_NAME, PAIR_VAGUE);
  check(some, sum, 2, 0, NEAR_CONCEPT, PAIR_NONE);
}

/* Two amounts near one concept, in documents that share so many topics. */
static uint32_t
of_one_event(Amount a, Amount b, uint32_t topics)
{
  const uint32_t topic_a[TOPICS] = { 1, 2, 3 };
  const uint32_t topic_b[TOPICS] = { 1, topics > 1 ? 2 : 5 };
  Near near_a[WORDS], near_b[WORDS];
  Candidate x = among(near_a, a, 1, 6, NEAR_CONCEPT);
  Candidate y = among(near_b, b, 1, 6, NEAR_CONCEPT);

  x.mention.topic = topic_a;
  y.mention.topic = topic_b;
  x.mention.main = y.mention.main = MAIN_TOPICS;
  return mention_compare(&x, &y).verdict;
}

/* But it has many distances. */
static void
one_event_has_one_duration(void **state)
{
  const Amount two = { DAYS(2) }, three = { DAYS(3) };
  const Amount near = { LENGTH(200) }, far = { LENGTH(600) };

  (void)state;
  assert_int_equal(of_one_event(two, three, 2), PAIR_DIFFER);
  assert_int_equal(of_one_event(two, two, 2), PAIR_SAME);
  assert_int_equal(of_one_event(two, three, 1), PAIR_NONE);
  assert_int_equal(of_one_event(near, far, 2), PAIR_NONE);
}

/* Two amounts of documents far into a large corpus, whose nearest words are the
 * same. */
static uint32_t
far_apart(Amount a, Amount b, uint32_t topics, uint32_t flags)
{
  const uint32_t topic_a[TOPICS] = { 1, 2, 3 };
  const uint32_t topic_b[TOPICS] = { 1, topics > 1 ? 2 : 5 };
  Near near_a[WORDS], near_b[WORDS];
  Candidate x = among(near_a, a, 8, 1, flags);
  Candidate y = among(near_b, b, 8, 1, flags);

  x.mention.topic = topic_a;
  y.mention.topic = topic_b;
  x.mention.main = y.mention.main = MAIN_TOPICS;
  x.mention.doc = 3;
  y.mention.doc = CLOSE_DOCS;
  return mention_compare(&x, &y).verdict;
}

/* There an event is needed; for equal amounts a name is enough, or an amount
 * that is rare. */
static void
a_large_corpus_has_much_in_common_by_chance(void **state)
{
  const Amount ten = { SHARE(10) }, twelve = { SHARE(12) },
               rare = { SHARE(62.5) };
  const Amount several = { STEMMA_LENGTH, STEMMA_EXACT, 0, 0 };
  const Amount far = { LENGTH(200) };

  (void)state;
  assert_int_equal(far_apart(ten, twelve, 2, 0), PAIR_DIFFER);
  assert_int_equal(far_apart(ten, twelve, 1, 0), PAIR_NONE);
  assert_int_equal(far_apart(ten, twelve, 1, NEAR_NAME), PAIR_NONE);
  assert_int_equal(far_apart(ten, ten, 2, 0), PAIR_SAME);
  assert_int_equal(far_apart(ten, ten, 1, 0), PAIR_NONE);
  assert_int_equal(far_apart(ten, ten, 1, NEAR_NAME), PAIR_SAME);
  assert_int_equal(far_apart(rare, rare, 1, 0), PAIR_SAME);
  assert_int_equal(far_apart(several, several, 1, NEAR_NAME), PAIR_VAGUE);
  assert_int_equal(far_apart(several, several, 1, 0), PAIR_NONE);
  assert_int_equal(far_apart(several, far, 1, NEAR_NAME), PAIR_NONE);
  assert_int_equal(far_apart(several, far, 2, 0), PAIR_VAGUE);
}

/* Among amounts of all kinds, near few words so that bits are shared: what a
 * glance rules out would not have been found. */
static void
a_glance_rules_out_no_pair(void **state)
{
  static const double values[] = { 0,    1,    1.4, 2,    6,     31,
                                   31.4, 40,   49,  50,   14484, 15000,
                                   3200, 3214, -40, 81e6, 814e5 };
  enum { VALUES = sizeof values / sizeof values[0], ROUNDS = 200000 };
  uint32_t random = 7, ruled_out = 0, found = 0;

  (void)state;
  for (uint32_t i = 0; i < ROUNDS; i++) {
    Near near[2][WORDS];
    Candidate c[2];
    Glance glance[2];
    bool likely;

    random = random * 1664525u + 1013904223u;
    for (uint32_t k = 0; k < 2; k++) {
      uint32_t draw = (random ^ random << 13) >> (k * 4);
      Amount amount = { (random >> 8) % (STEMMA_OTHER + 1), draw >> 12 & 7,
                        values[(draw >> 15) % VALUES],
                        draw >> 20 & 15 ? 0 : 55 };

      amount.modifier = amount.modifier > STEMMA_AT_MOST ? 0 : amount.modifier;
      c[k] = among(near[k], amount, (random >> 4) % 7, (random >> 27) % 4,
                   NEAR_HEAD);
      if (random & 64)
        near[k][1].stem = near[k][0].stem + 64; /* the same bit */
      candidate_finish(&c[k], "", 0);
      glance[k] = glance_of(&c[k]);
    }
    likely = glance_may_match(&glance[0], &glance[1], glance_hides(&c[1]));
    ruled_out += !likely;
    if (mention_compare(&c[0], &c[1]).verdict != PAIR_NONE) {
      assert_true(likely);
      found++;
    }
  }
  assert_true(ruled_out > ROUNDS / 10 && found > ROUNDS / 100);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(amounts_that_may_be_one),
    cmocka_unit_test(several_agree_with_several_alone),
    cmocka_unit_test(reach_of_an_amount),
    cmocka_unit_test(counts_need_what_is_counted),
    cmocka_unit_test(small_counts_are_said_of_everything),
    cmocka_unit_test(different_amounts_need_more_in_common),
    cmocka_unit_test(amounts_of_other_sizes_are_of_other_things),
    cmocka_unit_test(a_vague_amount_of_the_same_thing),
    cmocka_unit_test(one_event_has_one_duration),
    cmocka_unit_test(a_large_corpus_has_much_in_common_by_chance),
    cmocka_unit_test(a_glance_rules_out_no_pair),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
