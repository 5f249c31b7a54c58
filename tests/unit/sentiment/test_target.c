/* SPDX-License-Identifier: Apache-2.0
 *
 * test_target.c - what the terms around a target say of it, against a plain
 * count over all terms of its sentence; and how likely labels become a score.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "../../../plugins/sentiment/score.h"

enum { TERMS = 120, KNOWN = 40, BESIDE = 2, ROUNDS = 300 };

/* A text of terms and worths without meaning. */
typedef struct Text {
  Model model;
  Word words[KNOWN];
  Term list[TERMS + 1];
  Worth worths[TERMS];
  Terms terms;
  double features[FEATURES]; /* of the sentence */
} Text;

static Text text;

/* cmocka compares floats. */
static void
check_equal(double found, double expected)
{
  assert_true(fabs(found - expected) <= 1e-9);
}

static uint32_t
drawn(uint32_t *seed, uint32_t below)
{
  *seed = *seed * 1664525u + 1013904223u;
  return (*seed >> 8) % below;
}

/* -1..1, in steps that sums keep exactly. */
static double
share(uint32_t *seed)
{
  return ((double)drawn(seed, 129) - 64) / 64;
}

static void
draw_model(uint32_t *seed)
{
  Model *model = &text.model;

  memset(&text, 0, sizeof text);
  model->words = text.words;
  for (int i = 0; i < KNOWN; i++)
    for (int head = 0; head < HEADS; head++)
      text.words[i].weight[head] = (int8_t)((int)drawn(seed, 255) - 127);
  for (int head = 0; head < HEADS; head++)
    model->scale[head] = (float)(share(seed) / 4096);
  for (int label = 0; label < 2; label++) {
    model->target_bias[label] = share(seed);
    for (int i = 0; i < TARGET_FEATURES; i++)
      model->target_feature[label][i] = share(seed) / 8;
  }
  for (uint32_t i = 0; i < LOGARITHMS; i++)
    model->logarithms[i] = log1p(i);
}

static void
draw_text(uint32_t *seed)
{
  draw_model(seed);
  text.terms.list.items = text.list;
  text.terms.list.count = TERMS;
  text.terms.worths.items = text.worths;
  for (uint32_t i = 0; i <= TERMS; i++) {
    text.list[i].word = drawn(seed, KNOWN);
    text.list[i].flags = drawn(seed, 4) ? 0 : TERM_STOP;
    text.list[i].before.counts = text.terms.worths.count;
    if (i < TERMS && drawn(seed, 3) == 0)
      text.worths[text.terms.worths.count++] = (Worth){
        .term = i, .shown = (float)share(seed), .afinn = (float)share(seed)
      };
  }
  for (int i = 0; i < FEATURES; i++)
    text.features[i] = share(seed);
}

/* How many terms lie between a term and the target; TARGET_REACH or more:
 * too far, or a part of it. */
static uint32_t
distance_of(uint32_t term, Stretch target)
{
  return term < target.first  ? target.first - 1 - term
         : term >= target.end ? term - target.end
                              : TARGET_REACH;
}

/* A quarter less for each term between them, in whole 256ths. */
static double
fade_of(uint32_t distance)
{
  return distance < TARGET_REACH ? round(256 / (1 + distance / 4.)) / 256 : 0;
}

static void
count_worths(Stretch sentence, Stretch target, double f[TARGET_FEATURES])
{
  for (uint32_t i = 0; i < text.terms.worths.count; i++) {
    const Worth *worth = &text.worths[i];
    uint32_t distance = distance_of(worth->term, target);
    uint32_t side = worth->term >= target.end;
    double both = (double)(worth->shown + worth->afinn) / 2;

    if (worth->term < sentence.first || worth->term >= sentence.end)
      continue;
    f[side] += both * fade_of(distance);
    f[2 + side] += distance < BESIDE ? both : 0;
    f[4 + side] += fmin(both, 0) * fade_of(distance);
  }
}

static void
count_features(Stretch sentence, Stretch target, double f[TARGET_FEATURES])
{
  uint32_t last = sentence.end - 1;

  memset(f, 0, TARGET_FEATURES * sizeof *f);
  count_worths(sentence, target, f);
  f[6] = text.features[F_COMPOUND];
  f[7] = text.features[F_AFINN_COMPOUND];
  f[8] = text.features[F_POSITIVE_SHARE];
  f[9] = text.features[F_NEGATIVE_SHARE];
  f[10] = text.features[F_QUESTION];
  f[11] = text.features[F_NEGATORS];
  f[12] = log1p(target.first - sentence.first);
  f[13] =
      !(text.list[last].flags & TERM_STOP)
      && (last == sentence.first || !(text.list[last - 1].flags & TERM_STOP));
}

/* What is learned of the terms around the target. */
static double
count_learned(Stretch sentence, Stretch target, int label)
{
  const float *scale = text.model.scale + label;
  double sum = 0, any = 0;
  /* A target of more terms takes no longer. */
  uint32_t own = (uint32_t)fmin(target.end - target.first, TARGET_REACH);

  for (uint32_t i = sentence.first; i < sentence.end; i++) {
    const int8_t *weight = text.words[text.list[i].word].weight + label;
    uint32_t distance = distance_of(i, target);
    int behind = i >= target.end;
    int head = behind ? HEAD_AFTER : HEAD_BEFORE;
    int next = behind ? HEAD_RIGHT : HEAD_LEFT;

    sum += (double)scale[head] * weight[head] * fade_of(distance);
    if (distance < BESIDE)
      sum += (double)scale[next] * weight[next];
    if (i - target.first >= own)
      any += weight[HEAD_ANY];
  }
  return sum
         + (double)scale[HEAD_ANY] * any
               / words_divisor(sentence.end - sentence.first);
}

/* Of three labels, the third with logarithm 0. */
static double
count_score(const double logit[2])
{
  double negative = exp(logit[0]), positive = exp(logit[1]);
  double sum = 1 + negative + positive;

  if (positive > fmax(negative, 1))
    return .125 + .875 * (positive - fmax(negative, 1)) / sum;
  if (negative > fmax(positive, 1))
    return -.125 - .875 * (negative - fmax(positive, 1)) / sum;
  return .99 * .125 * (positive - negative) / sum;
}

static void
check_target(const Around *around, Stretch sentence, Stretch target)
{
  double found[TARGET_FEATURES], expected[TARGET_FEATURES], logit[2];

  target_features(around, target, found);
  count_features(sentence, target, expected);
  for (int i = 0; i < TARGET_FEATURES; i++)
    check_equal(found[i], expected[i]);
  for (int label = 0; label < 2; label++) {
    logit[label] =
        text.model.target_bias[label] + count_learned(sentence, target, label);
    for (int i = 0; i < TARGET_FEATURES; i++)
      logit[label] += text.model.target_feature[label][i] * expected[i];
  }
  check_equal(target_score(around, target), count_score(logit));
}

static void
as_a_plain_count(void **state)
{
  Around around = { 0 };
  uint32_t seed = 3;

  (void)state;
  for (uint32_t round = 0; round < ROUNDS; round++) {
    Stretch sentence, target;

    draw_text(&seed);
    sentence.first = drawn(&seed, TERMS / 3);
    sentence.end = sentence.first + 1
                   + drawn(&seed, round % 2 ? 12 : TERMS - sentence.first - 1);
    assert_true(around_read(&text.model, &text.terms, sentence, text.features,
                            &around));
    target.first = sentence.first + drawn(&seed, sentence.end - sentence.first);
    target.end = target.first + 1;
    target.end +=
        drawn(&seed, sentence.end - target.end + 1) % (round % 3 ? 4 : TERMS);
    check_target(&around, sentence, target);
  }
  around_free(&around);
}

/* The score of the only term, of which nothing is known but how likely the
 * labels are of all targets. */
static double
score_of_likely(double negative, double positive)
{
  Around around = { 0 };
  Stretch sentence = { 0, 1 };
  uint32_t seed = 1;
  double score;

  draw_text(&seed);
  memset(text.words, 0, sizeof text.words);
  memset(text.model.target_feature, 0, sizeof text.model.target_feature);
  text.model.target_bias[0] = log(negative);
  text.model.target_bias[1] = log(positive);
  assert_true(
      around_read(&text.model, &text.terms, sentence, text.features, &around));
  score = target_score(&around, sentence);
  around_free(&around);
  return score;
}

/* The margin before the next label, beyond the cut at an eighth. */
static void
scores_of_labels(void **state)
{
  (void)state;
  check_equal(score_of_likely(1, 2), .125 + .875 / 4);
  check_equal(score_of_likely(2, 1), -.125 - .875 / 4);
  check_equal(score_of_likely(3, 4), .125 + .875 / 8);
  check_equal(score_of_likely(4, 3), -.125 - .875 / 8);
  check_equal(score_of_likely(.5, .5), 0);
  check_equal(score_of_likely(.25, .75), .99 * .125 / 4);
  check_equal(score_of_likely(3, 3), 0);
  /* As likely as neutral is no label. */
  assert_true(score_of_likely(.5, 1) < .125);
  assert_true(score_of_likely(1, .5) > -.125);
  /* Beyond all numbers. */
  check_equal(score_of_likely(0, INFINITY), 1);
  check_equal(score_of_likely(INFINITY, 0), -1);
  check_equal(score_of_likely(INFINITY, INFINITY), 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(as_a_plain_count),
    cmocka_unit_test(scores_of_labels),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
