/* SPDX-License-Identifier: Apache-2.0
 *
 * model.h - the words and weights that a sentiment rests on.
 *
 * One table, probed once for each token, holds for each word its valence in
 * two published lexicons, its part in grammar (negator, booster, ...), and one
 * learned weight for each head.  The heads are linear in the words, so that a
 * model over averaged word vectors is stored as one number for each word: the
 * vector's product with the weights (train/train.py).
 *
 * Constant after model_open; shared by all threads.
 */
#ifndef SENTIMENT_MODEL_H
#define SENTIMENT_MODEL_H

#include "words.h"

/* What a word does to its neighbours; data/cues.tsv. */
typedef enum Cue {
  CUE_NONE,
  CUE_NEGATOR,  /* not, never */
  CUE_BOOSTER,  /* very */
  CUE_DAMPER,   /* slightly */
  CUE_CONTRAST, /* but, however */
  CUE_MODAL     /* if, could, would: nothing is asserted */
} Cue;

/* Heads of the learned weights.  Target heads: what stands before and after
 * the target (nearer words count more), next to it, and anywhere; each towards
 * negative and towards positive. */
typedef enum Head {
  HEAD_PLAIN,
  HEAD_NEGATED,
  HEAD_BEFORE_NEGATIVE,
  HEAD_BEFORE_POSITIVE,
  HEAD_AFTER_NEGATIVE,
  HEAD_AFTER_POSITIVE,
  HEAD_NEAR_NEGATIVE,
  HEAD_NEAR_POSITIVE,
  HEAD_ANY_NEGATIVE,
  HEAD_ANY_POSITIVE,
  HEADS
} Head;

typedef struct Entry {
  float valence; /* -4..4, VADER's lexicon; 0: not in it */
  float afinn;   /* -5..5, AFINN-165; 0: not in it */
  float step;    /* of boosters and dampers: added to 1 */
  uint8_t cue;   /* a Cue */
  int8_t weight[HEADS];
  uint8_t reserved;
} Entry;

/* Sums over a stretch of text that the linear model takes; score.h. */
#define FEATURES 26
#define TARGET_FEATURES 12

typedef struct Model {
  Words words;    /* fold -> index into entries */
  Entry *entries; /* entries[0] is the word that nobody knows */
  uint32_t count;
  uint32_t room;
  float scale[HEADS]; /* weight[h] * scale[h] is the weight */
  double bias;
  double feature[FEATURES];
  double target_bias[2]; /* negative, positive */
  double target_feature[2][TARGET_FEATURES];
} Model;

/* Reads the lexicons and cues, and `length` bytes of learned weights (0: none,
 * the sums stay zero).  False with one line in `message` that names the line
 * of the weights where it is wrong; `room` bytes at most. */
bool model_open(Model *model, const char *weights, size_t length, char *message,
                size_t room);
void model_close(Model *model);

static inline const Entry *
model_entry(const Model *model, uint64_t fold)
{
  uint32_t at = words_get(&model->words, fold);

  return &model->entries[at == WORDS_NONE ? 0 : at];
}

#endif
