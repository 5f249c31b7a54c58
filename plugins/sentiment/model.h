/* SPDX-License-Identifier: Apache-2.0
 *
 * model.h - the words and weights that a sentiment rests on.
 *
 * One table by fold, which is probed once for each token: a word's valence in
 * two published lexicons, its part in grammar (negator, booster, ...), whether
 * it is special, and one learned weight for each head.  Two words fill a line
 * of the cache and are looked at together; frequent words stand where they are
 * looked for first (the file has them in that order).  The heads are linear in
 * the words, so that a model over averaged word vectors is stored as one number
 * for each word: the vector's product with the weights (train/train.py).
 *
 * Constant after it is filled; shared by all threads.
 */
#ifndef SENTIMENT_MODEL_H
#define SENTIMENT_MODEL_H

#include <math.h>

#include "phrases.h"

/* What a word does to its neighbours; data/cues.tsv. */
typedef enum Cue {
  CUE_NONE,
  CUE_NEGATOR,    /* not, never */
  CUE_BOOSTER,    /* very */
  CUE_DAMPER,     /* slightly */
  CUE_CONTRAST,   /* but, however */
  CUE_MODAL,      /* if, could, would: nothing is asserted */
  CUE_CONCESSION, /* although: its clause counts less */
  /* What changes; change.c.  From CUE_GAIN on a word is plain but there. */
  CUE_UP,   /* rose: there is more of something */
  CUE_DOWN, /* fell */
  CUE_LESS, /* prevent: there is less of what follows, be it any harm */
  CUE_GAIN, /* wages: more of it is good */
  CUE_COST, /* rents: more of it is bad */
  CUE_BOUND /* from, after: what CUE_LESS means does not lie beyond it */
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

/* Most words are nothing of this. */
enum {
  SPECIAL_LEXICON = 1, /* worth something in a lexicon */
  SPECIAL_CUE = 2,
  SPECIAL_STARTS = 4,   /* a phrase starts with it; phrases.h */
  SPECIAL_ORDINARY = 8, /* no name when capitalised; data/stop-names.txt */
  SPECIAL_LETTERS = 16, /* look at its letters: an apostrophe stands before the
                         * last, or nobody knows it */
  SPECIAL_ANY = 32,     /* every word, known or not */
  SPECIAL_FIRST = 64,   /* a phrase is looked for where it starts with it */
  SPECIAL_SECOND = 128  /* a phrase is looked for at the word before it */
};

typedef struct Word {
  uint64_t fold;   /* 0: a free slot, a word that nobody knows */
  float valence;   /* -4..4, VADER's lexicon; 0: not in it */
  float afinn;     /* -5..5, AFINN-165; 0: not in it */
  int16_t step;    /* of boosters and dampers, thousandths added to 1 */
  uint8_t special; /* SPECIAL_... */
  uint8_t cue;     /* a Cue */
  int8_t weight[HEADS];
} Word;

/* Sums over a stretch of text that the linear model takes; score.h. */
#define FEATURES 26
#define TARGET_FEATURES 14

/* Two characters that start an emoticon of the lexicon: one bit a pair. */
#define PAIR_BYTES (128 * 128 / 8)

/* Lengths below it have their logarithm in a table. */
#define LOGARITHMS 512

typedef struct Model {
  const Word *words;  /* by fold, at most half of the slots taken */
  Word *own;          /* the same if model_open has made them, or NULL */
  uint32_t mask;      /* slots - 1 */
  uint32_t count;     /* of slots that are taken */
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
  double logarithms[LOGARITHMS]; /* model_log1p */
  uint8_t pairs[PAIR_BYTES];
  Phrases phrases;
} Model;

/* Reads `length` bytes of learned weights (0: none, the sums stay zero), the
 * lexicons and the cues.  False with one line in `message` that names the line
 * of the weights where it is wrong; `room` bytes at most. */
bool model_open(Model *model, const char *weights, size_t length, char *message,
                size_t room);
void model_close(Model *model);

/* The same from data/model.tsv, with the words of data/stop-names.txt marked:
 * without reading them, for they were made tables of when stemma was built
 * (compile.c).  False without memory. */
bool model_open_builtin(Model *model);

/* Completes a model with what is quickly made: phrases and logarithms.  False
 * without memory. */
bool model_complete(Model *model);

/* Marks the words of a list, one a line, as SPECIAL_ORDINARY.  False without
 * memory. */
bool model_list_ordinary(Model *model, const char *list, size_t length);

/* Where words are looked up; in a loop a copy of it stays in registers. */
typedef struct Lookup {
  const Word *words;
  uint32_t mask; /* of the first slots of pairs */
} Lookup;

static inline Lookup
model_lookup(const Model *model)
{
  return (Lookup){ model->words, model->mask - 1 };
}

/* The pair of slots that a word with this fold is looked for in first. */
static inline const Word *
lookup_place(Lookup lookup, uint64_t fold)
{
  return &lookup.words[(uint32_t)fold & lookup.mask];
}

/* The word with this fold; a free slot when it is not known.  Which one of a
 * pair it is takes no branch. */
static inline const Word *
lookup_word(Lookup lookup, uint64_t fold)
{
  const Word *word = lookup_place(lookup, fold);

  for (uint32_t i = 2;; i += 2) {
    word += word->fold != fold;
    if ((word->fold == fold) | !word->fold)
      return word;
    word = lookup_place(lookup, fold + i);
  }
}

static inline const Word *
model_word(const Model *model, uint64_t fold)
{
  return lookup_word(model_lookup(model), fold);
}

/* log(1 + count). */
static inline double
model_log1p(const Model *model, uint32_t count)
{
  return count < LOGARITHMS ? model->logarithms[count] : log1p(count);
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
