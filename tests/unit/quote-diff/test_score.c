/* SPDX-License-Identifier: Apache-2.0
 *
 * Comparing packed quotes.
 */
#include "fixture.h"

#include <math.h>

#include "score.h"

static uint32_t
pack(Side *side, const char *letters, unsigned char info)
{
  Code codes[64];
  unsigned char infos[64];
  uint32_t count = (uint32_t)strlen(letters);

  for (uint32_t i = 0; i < count; i++) {
    codes[i] = letter_code(letters[i]);
    infos[i] = info;
  }
  /* The second word is the rarest. */
  return side_pack(side, &(SideWords){ codes, infos, count, codes + 1, 1 });
}

static Likeness
compare(const char *a, const char *b, double needed)
{
  Side x = { .info = 0 }, y = { .info = 0 };
  Likeness like;

  assert_true(pack(&x, a, 60) && pack(&y, b, 60));
  like = side_compare(&x, &y, &(Least){ 0, needed });
  side_free(&x);
  side_free(&y);
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
survives_packing(void **state)
{
  Side side = { .info = 0 }, copy = { .info = 0 };
  char bytes[512];
  uint32_t length = pack(&side, "tAoBABd", 40);

  (void)state;
  memcpy(bytes + 1, side.bytes.data, length); /* not aligned */
  assert_true(side_view(&copy, bytes + 1, length, (Speaker){ 1, 2 }));
  assert_int_equal(copy.contents, 2);
  assert_int_equal(copy.grammars, 3);
  assert_int_equal(copy.info, 80);
  assert_true(copy.sequence == side.sequence);
  for (uint32_t i = 0; i < copy.contents; i++)
    assert_int_equal(copy.ranks[i],
                     copy.content[i] == letter_code('A') ? 0 : UNRANKED);
  assert_true(side_compare(&side, &copy, &(Least){ 0, 0 }).score > .999);
  assert_false(side_view(&copy, bytes, 3, (Speaker){ 0, 0 }));
  side_free(&side);
  side_free(&copy);
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
    cmocka_unit_test(order_counts),
    cmocka_unit_test(holding_all_is_worth_something),
    cmocka_unit_test(too_little_evidence_is_nothing),
    cmocka_unit_test(survives_packing),
    cmocka_unit_test(rarer_words_tell_more),
    cmocka_unit_test(speakers),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
