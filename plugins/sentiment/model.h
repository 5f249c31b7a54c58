/* SPDX-License-Identifier: Apache-2.0
 *
 * model.h - the words and weights that a sentiment rests on.
 *
 * One table, probed once for each token, holds for each word its valence in
 * two published lexicons, its part in grammar (negator, booster, ...), and one
 * learned weight for each head.  Half a cache line a word, and frequent words
 * stand together (the file has them in that order), so that the look-up of a
 * common word touches no memory that the last sentence did not.  The heads are
 * linear in the words, so that a model over averaged word vectors is stored as
 * one number for each word: the vector's product with the weights
 * (train/train.py).
 *
 * Constant after model_open; shared by all threads.
 */
#ifndef SENTIMENT_MODEL_H
#define SENTIMENT_MODEL_H

#include "phrases.h"

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
 * the target (nearer words count more), next to it on the left and on the
 * right, and anywhere in the sentence; each towards negative and towards
 * positive. */
typedef enum Head {
  HEAD_PLAIN,
  HEAD_NEGATED,
  HEAD_BEFORE,
  HEAD_AFTER = HEAD_BEFORE + 2,
  HEAD_LEFT = HEAD_AFTER + 2,
  HEAD_RIGHT = HEAD_LEFT + 2,
  HEAD_ANY = HEAD_RIGHT + 2,
  HEADS = HEAD_ANY + 2
} Head;

/* Most words are neither. */
enum {
  SPECIAL_LISTED = 1, /* in a lexicon, or a cue */
  SPECIAL_STARTS = 2  /* a phrase starts with it; phrases.h */
};

typedef struct Entry {
  uint64_t fold;
  float valence; /* -4..4, VADER's lexicon; 0: not in it */
  float afinn;   /* -5..5, AFINN-165; 0: not in it */
  int16_t step;  /* of boosters and dampers, thousandths added to 1 */
  uint8_t cue;   /* a Cue */
  int8_t weight[HEADS];
  uint8_t special; /* SPECIAL_... */
} Entry;

/* Sums over a stretch of text that the linear model takes; score.h. */
#define FEATURES 26
#define TARGET_FEATURES 14

/* Two characters that start an emoticon of the lexicon: one bit a pair. */
#define PAIR_BYTES (128 * 128 / 8)

typedef struct Model {
  uint32_t *slots; /* of entries by fold; 0: free */
  uint32_t mask;   /* slots - 1 */
  Entry *entries;  /* entries[0] is the word that nobody knows */
  uint32_t count;
  uint32_t room;
  float scale[HEADS]; /* weight[h] * scale[h] is the weight */
  double bias;
  double feature[FEATURES];
  double target_bias[2]; /* negative, positive */
  double target_feature[2][TARGET_FEATURES];
  /* Scores of quotes are multiplied by it (1): people speak in stronger words
   * than editorials. */
  double quote_gain;
  /* Documents (document.c): how much speech counts beside narration (1), how
   * much a negative sentence counts beside others (1), and how alike the
   * sentences of one document are (intraclass correlation; 1: a mean's spread
   * is that of its parts). */
  double document_speech;
  double document_negative;
  double document_alike;
  uint8_t pairs[PAIR_BYTES];
  Phrases phrases;
} Model;

/* Reads `length` bytes of learned weights (0: none, the sums stay zero), the
 * lexicons and the cues.  False with one line in `message` that names the line
 * of the weights where it is wrong; `room` bytes at most. */
bool model_open(Model *model, const char *weights, size_t length, char *message,
                size_t room);
void model_close(Model *model);

/* The entry of a word, or entries[0]. */
static inline const Entry *
model_entry(const Model *model, uint64_t fold)
{
  uint32_t i = (uint32_t)(fold ^ fold >> 32) & model->mask;

  while (model->slots[i] && model->entries[model->slots[i]].fold != fold)
    i = (i + 1) & model->mask;
  return &model->entries[model->slots[i]];
}

/* May an emoticon start with these two characters? */
static inline bool
model_pair(const Model *model, char first, char second)
{
  uint32_t bit = (uint32_t)(unsigned char)first << 7 | (unsigned char)second;

  return ((first | second) & 0x80) == 0
         && (model->pairs[bit >> 3] >> (bit & 7) & 1);
}

#endif
