/* SPDX-License-Identifier: Apache-2.0
 *
 * bleu.h - BLEU (Papineni, Roukos, Ward and Zhu 2002) of one text or of a
 * corpus against any number of references, equal to sacreBLEU 2.6.
 *
 *   p_n    matched n-grams / n-grams of the hypothesis; a match is clipped by
 *          the largest count in any one reference
 *   BP     1 when h >= r, else exp(1 - r/h); r is the reference length closest
 *          to h, the shorter on a tie
 *   BLEU   100 BP exp(mean over n of ln p_n); 0 when nothing matches at all
 *
 * Smoothing of a p_n without a match (names as in Chen and Cherry 2014): exp,
 * the k-th such order counts 1/2^k matches; floor, `smooth_value` matches;
 * add-k, `smooth_value` more matches and n-grams in every order from 2; none.
 * With `effective_order` the mean ends at the longest n-gram that the
 * hypothesis has: the setting for single sentences.
 *
 * BLEU is not symmetric.  For two witnesses of equal standing take the mean of
 * both directions.
 */
#ifndef COMMON_BLEU_H
#define COMMON_BLEU_H

#include "mt_words.h"
#include "ngram_pair.h"

#define BLEU_ORDERS 8

typedef enum BleuSmooth {
  BLEU_EXP = 0,
  BLEU_FLOOR = 1,
  BLEU_ADD_K = 2,
  BLEU_NONE = 3
} BleuSmooth;

typedef struct BleuOptions {
  MtTokenizer tokenizer;
  BleuSmooth smooth;
  double smooth_value; /* of floor and add-k; below 0: 0.1 and 1 */
  uint32_t orders;     /* 1..BLEU_ORDERS */
  bool effective_order;
  bool lower;
} BleuOptions;

/* sacreBLEU's defaults: 13a, exp, 4 orders, effective order off. */
extern const BleuOptions bleu_defaults;

/* What a score is computed from; those of many sentences add up. */
typedef struct BleuStats {
  uint64_t matched[BLEU_ORDERS];
  uint64_t ngrams[BLEU_ORDERS]; /* of the hypothesis */
  uint64_t length;              /* words of the hypothesis */
  uint64_t reference_length;    /* the closest reference */
} BleuStats;

/* Scratch memory of one thread; zero it to begin. */
typedef struct Bleu {
  MtWords hypothesis;
  MtWords reference;
  NgramTable most; /* the largest count in any one reference */
  NgramTable here; /* the count in this reference */
  NgramPair pair;  /* instead of both where there is one reference */
} Bleu;

/* Counts `hypothesis` against `reference_count` (>= 1) references into *stats.
 * Linear in their lengths.  False without memory. */
bool bleu_count(Bleu *bleu, const BleuOptions *options, MtText hypothesis,
                const MtText *references, size_t reference_count,
                BleuStats *stats);

/* The words of a text, for bleu_count_words; false without memory. */
bool bleu_read(const BleuOptions *options, MtText text, MtWords *words);

/* The same as bleu_count with one reference, of texts that were read before:
 * for comparing each with many others. */
bool bleu_count_words(Bleu *bleu, const BleuOptions *options,
                      const MtWords *hypothesis, const MtWords *reference,
                      BleuStats *stats);

/* Turns the stats of one sentence against one reference into those of that
 * reference against that sentence: matches are the same in both directions. */
void bleu_swap(BleuStats *stats, const BleuOptions *options);

/* Adds `more` to `sum`. */
void bleu_add(BleuStats *sum, const BleuStats *more);

/* 0..100. */
double bleu_score(const BleuStats *stats, const BleuOptions *options);

/* Writes "nrefs:1|case:mixed|eff:yes|tok:13a|smooth:exp|version:2.6.0" to
 * `out`, cut to `size`; `references` 0 prints "var". */
void bleu_signature(const BleuOptions *options, size_t references, char *out,
                    size_t size);

/* "exp", "floor", "add-k" or "none". */
bool bleu_smooth_from_name(const char *name, BleuSmooth *smooth);

void bleu_clear(Bleu *bleu);

#endif
