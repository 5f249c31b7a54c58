/* SPDX-License-Identifier: Apache-2.0
 *
 * test_meet.c - mentions that share a key meet, and a corpus in which all have
 * everything in common costs no more for each than any other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "label.h"
#include "meet.h"
#include "radix.h"

enum { MANY = 20000, MOST = (1 << 16) + 4000, WORDS = 8 };

/* The words of the mentions, eight for each. */
static Near words[MOST][WORDS];
static Candidate candidates[MOST];
static const uint32_t no_topic[TOPICS];

/* An amount of money in a document, near words that are numbered. */
static void
set(uint32_t i, uint32_t doc, double value, uint32_t first_word)
{
  for (uint32_t k = 0; k < WORDS; k++)
    words[i][k] = (Near){ .stem = first_word + k,
                          .distance = (uint8_t)(k + 1),
                          .flags = NEAR_NAME };
  candidates[i] = (Candidate){ .mention = { .value = value,
                                            .topic = no_topic,
                                            .doc = doc,
                                            .kind = STEMMA_MONEY,
                                            .present = 1u << MENTION_VALUE,
                                            .near = WORDS },
                               .near = words[i] };
  candidate_finish(&candidates[i], "", 0);
}

static void
pairs_are_found_once(void **state)
{
  Meet meet = { 0 };

  (void)state;
  set(0, 0, 40, 100);
  set(1, 1, 90, 900);
  set(2, 2, 40, 100);
  set(3, 3, 7, 700);
  assert_true(meet_find(&meet, candidates, 4));
  assert_int_equal(meet.links.count, 1);
  assert_int_equal(meet.links.items[0].a, 0);
  assert_int_equal(meet.links.items[0].b, 2);
  assert_int_equal(meet.links.items[0].found.verdict, PAIR_SAME);
  assert_int_equal(meet.links.items[0].found.shared, (1u << WORDS) - 1);
  /* Compared once, though they share a dozen keys. */
  assert_int_equal(meet.compared, 1);
  /* And again with what the first time left behind. */
  set(2, 2, 40, 500);
  assert_true(meet_find(&meet, candidates, 4));
  assert_int_equal(meet.links.count, 0);
  meet_free(&meet);
}

static void
one_document_is_not_compared_with_itself(void **state)
{
  Meet meet = { 0 };

  (void)state;
  for (uint32_t i = 0; i < MANY; i++)
    set(i, 0, 40, 100);
  assert_true(meet_find(&meet, candidates, MANY));
  assert_int_equal(meet.links.count, 0);
  assert_int_equal(meet.compared, 0);
  assert_true(meet.filing.capped_keys > 0);
  assert_true(meet.filing.capped_rows >= MANY - KEY_MEMBERS);
  meet_free(&meet);
}

/* Half of all mentions in one document, the others alone in theirs, all alike:
 * all pairs would be two hundred million. */
static void
equal_mentions_take_linear_time(void **state)
{
  Meet meet = { 0 };

  (void)state;
  for (uint32_t i = 0; i < MANY; i++)
    set(i, i < MANY / 2 ? 0 : i, 40, 100);
  assert_true(meet_find(&meet, candidates, MANY));
  assert_true(meet.compared < (uint64_t)MANY * 16);
  meet_free(&meet);
}

/* The last of its words is one that no other mention has: what stands in four
 * articles then is no copy. */
static void
set_apart(uint32_t i)
{
  words[i][WORDS - 1].stem = UINT32_MAX - i;
  candidate_finish(&candidates[i], "", 0);
}

/* Keys of few members each, far more mentions than one key's cap, and also more
 * than have their keys filed together. */
static void
many_keys_take_linear_time(void **state)
{
  static const uint32_t counts[] = { MANY, MOST };
  Meet meet = { 0 };

  (void)state;
  for (uint32_t n = 0; n < 2; n++) {
    uint32_t count = counts[n];
    const Link *links;

    for (uint32_t i = 0; i < count; i++) {
      set(i, i, 40 + i / 4, 1000 + i / 4 * WORDS);
      set_apart(i);
    }
    meet.compared = 0;
    assert_true(meet_find(&meet, candidates, count));
    assert_int_equal(meet.links.count, count / 4 * 5);
    assert_true(meet.compared < (uint64_t)count * 64);
    assert_int_equal(meet.filing.capped_keys, 0);
    links = meet.links.items;
    for (uint32_t i = 1; i < meet.links.count; i++)
      assert_true(
          links[i - 1].a < links[i].a
          || (links[i - 1].a == links[i].a && links[i - 1].b < links[i].b));
  }
  meet_free(&meet);
}

/* Each copy is compared with the first alone, however many there are, and the
 * key that they share has one member. */
static void
copies_are_paired_with_the_first(void **state)
{
  Meet meet = { 0 };

  (void)state;
  for (uint32_t i = 0; i < MANY; i++)
    set(i, CLOSE_DOCS + i, 40, 100);
  assert_true(meet_find(&meet, candidates, MANY));
  assert_int_equal(meet.compared, MANY - 1);
  assert_int_equal(meet.links.count, MANY - 1);
  assert_int_equal(meet.links.items[MANY - 2].a, 0);
  assert_int_equal(meet.filing.capped_keys, 0);
  meet_free(&meet);
}

/* Not with one of the same document, nor another amount, nor where documents
 * are read closely; nor when the words say too little for a pair. */
static void
what_is_no_copy(void **state)
{
  Copies copies = { 0 };
  Meet meet = { 0 };

  (void)state;
  set(0, CLOSE_DOCS, 40, 100);
  set(1, CLOSE_DOCS, 40, 100);
  set(2, CLOSE_DOCS + 1, 41, 100);
  set(3, CLOSE_DOCS + 2, 40, 200);
  set(4, CLOSE_DOCS + 3, 40, 100);
  assert_true(copies_find(&copies, candidates, 5));
  for (uint32_t i = 0; i < 4; i++) {
    assert_false(copies.is_copy.items[i]);
    assert_int_equal(copies.first.items[i], i);
  }
  assert_true(copies.is_copy.items[4]);
  assert_int_equal(copies.first.items[4], 0);
  set(0, 0, 40, 100);
  set(1, 1, 40, 100);
  assert_true(copies_find(&copies, candidates, 2));
  assert_false(copies.is_copy.items[1]);
  copies_free(&copies);
  for (uint32_t i = 0; i < 2; i++) {
    set(i, CLOSE_DOCS + i, 40, 100);
    candidates[i].mention.near = 1;
    candidate_finish(&candidates[i], "", 0);
  }
  assert_true(meet_find(&meet, candidates, 2));
  assert_int_equal(meet.links.count, 0);
  assert_false(meet.copies.is_copy.items[1]);
  meet_free(&meet);
}

/* All pairs of its words are the same key: it is a member of it once. */
static void
a_key_that_a_mention_has_twice(void **state)
{
  enum { DOCS = KEY_MEMBERS - 1 };
  Meet meet = { 0 };

  (void)state;
  for (uint32_t i = 0; i < DOCS; i++) {
    set(i, i, 40 + i, 100);
    for (uint32_t k = 1; k < WORDS; k++)
      words[i][k].stem = words[i][0].stem;
    candidate_finish(&candidates[i], "", 0);
  }
  assert_true(meet_find(&meet, candidates, DOCS));
  assert_int_equal(meet.filing.capped_keys, 0);
  meet_free(&meet);
}

/* The list has the words of two pairs in the order of the sentence. */
static void
names_are_found_in_the_list_of_their_mention(void **state)
{
  static const char text[] = "boats harbour Tuesday seized ";
  static const Near near[] = {
    { .distance = 1, .length = 5, .flags = NEAR_HEAD | NEAR_AFTER },
    { .distance = 3, .length = 7, .flags = NEAR_AFTER },
    { .distance = 9, .length = 7, .flags = NEAR_NAME },
    { .distance = 2, .length = 6, .flags = NEAR_CONCEPT },
  };
  uint32_t one = label_pick(near, 4, 0xf), other = 1u << 2 | 1u;
  Builder out = { 0 };
  Piece list;

  (void)state;
  assert_int_equal(one, 0x9);
  label_list(text, near, 4, 1u << 2 | 1u << 3 | 1u, &out);
  assert_string_equal(builder_text(&out), "Tuesday seized boats ");
  list = (Piece){ "Tuesday seized boats ", 21 };
  label_write(list, label_places(near, 4, 0xd, other), &out);
  assert_string_equal(builder_text(&out), "Tuesday boats");
  label_write(list, label_places(near, 4, 0xd, 0), &out);
  assert_string_equal(builder_text(&out), "");
  builder_free(&out);
}

/* The dead before the noun, a name for an age, and something where nothing is
 * shared. */
static void
a_quantity_is_named_by_what_it_counts(void **state)
{
  static const Near count[] = {
    { .distance = 9, .flags = NEAR_CONCEPT | NEAR_ROLE },
    { .distance = 1, .flags = NEAR_HEAD | NEAR_AFTER },
    { .distance = 2 },
    { .distance = 3, .flags = NEAR_NAME },
  };
  static const Near age[] = {
    { .distance = 1, .flags = NEAR_HEAD | NEAR_NAME },
    { .distance = 3, .flags = NEAR_NAME },
    { .distance = 8, .flags = NEAR_NAME },
    { .distance = 2 },
  };

  (void)state;
  assert_int_equal(label_pick(count, 4, 0xf), 0x3);
  assert_int_equal(label_pick(count, 4, 0xc), 0x4);
  assert_int_equal(label_pick(count, 4, 0x8), 0x8);
  assert_int_equal(label_pick(count, 4, 0), 0x3);
  assert_int_equal(label_pick(age, 4, 0xf), 0x3);
  assert_true(label_rank(count, 4, 0x1) < label_rank(count, 4, 0x2));
  assert_true(label_rank(count, 4, 0x6) < label_rank(count, 4, 0x4));
  assert_true(label_rank(count, 4, 0x4) < label_rank(count, 4, 0x8));
}

static void
digits_without_the_zeros_at_the_end(void **state)
{
  (void)state;
  assert_int_equal(mention_digits(0), 0);
  assert_int_equal(mention_digits(3), 1);
  assert_int_equal(mention_digits(-400), 1);
  assert_int_equal(mention_digits(4.2e6), 2);
  assert_int_equal(mention_digits(.425), 3);
  assert_int_equal(mention_digits(9 * 1609.344), 6);
  assert_int_equal(mention_digits(999999.9), 1);
}

static void
sorted_by_key_then_as_they_were(void **state)
{
  enum { COUNT = 5000 };
  static Keyed items[COUNT], spare[COUNT];
  uint64_t seed = 1;

  (void)state;
  for (uint32_t i = 0; i < COUNT; i++) {
    seed = seed * UINT64_C(6364136223846793005) + 1;
    /* Equal ones, small ones and some with high bits alone. */
    items[i] = (Keyed){ (seed >> 60) << (seed >> 56 & 3) * 20, i, 0 };
  }
  radix_sort_keyed(items, spare, COUNT);
  for (uint32_t i = 1; i < COUNT; i++) {
    assert_true(items[i - 1].key <= items[i].key);
    if (items[i - 1].key == items[i].key)
      assert_true(items[i - 1].value < items[i].value);
  }
  radix_sort_keyed(items, spare, 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(pairs_are_found_once),
    cmocka_unit_test(one_document_is_not_compared_with_itself),
    cmocka_unit_test(equal_mentions_take_linear_time),
    cmocka_unit_test(many_keys_take_linear_time),
    cmocka_unit_test(a_key_that_a_mention_has_twice),
    cmocka_unit_test(copies_are_paired_with_the_first),
    cmocka_unit_test(what_is_no_copy),
    cmocka_unit_test(names_are_found_in_the_list_of_their_mention),
    cmocka_unit_test(a_quantity_is_named_by_what_it_counts),
    cmocka_unit_test(digits_without_the_zeros_at_the_end),
    cmocka_unit_test(sorted_by_key_then_as_they_were),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
