/* SPDX-License-Identifier: Apache-2.0
 *
 * chrf.h - chrF (Popovic 2015) and chrF++ (Popovic 2017) of one text or of a
 * corpus against any number of references, equal to sacreBLEU 2.6.
 *
 * For each order, 1..6 characters without white space and in chrF++ also 1..2
 * words, precision P and recall R of the n-grams.  Orders of which hypothesis
 * or reference has none are left out; with the means of P and of R over the
 * rest,
 *
 *   chrF = 100 (1 + beta^2) P R / (beta^2 P + R)
 *
 * `eps_smoothing` takes instead the mean of each order's F over all orders, as
 * the author's program does.  Of several references the one with the best F
 * counts.  In words one punctuation mark is split off: the last, else the
 * first.
 *
 * chrF is not symmetric: beta 2 weighs recall higher.  For two witnesses of
 * equal standing take the mean of both directions.
 */
#ifndef COMMON_CHRF_H
#define COMMON_CHRF_H

#include "mt_words.h"
#include "ngram_pair.h"

#define CHRF_CHAR_ORDERS 8
#define CHRF_WORD_ORDERS 4
#define CHRF_ORDERS (CHRF_CHAR_ORDERS + CHRF_WORD_ORDERS)

typedef struct ChrfOptions {
  uint32_t char_order; /* 1..CHRF_CHAR_ORDERS */
  uint32_t word_order; /* 0..CHRF_WORD_ORDERS; 0 is chrF, 2 chrF++ */
  double beta;
  bool lower;
  bool whitespace; /* count white space as characters */
  bool eps_smoothing;
} ChrfOptions;

extern const ChrfOptions chrf_defaults;   /* chrF2: 6, 0, beta 2 */
extern const ChrfOptions chrfpp_defaults; /* chrF2++: 6, 2, beta 2 */

/* For each order, characters first and then words; those of many sentences
 * add up. */
typedef struct ChrfStats {
  uint64_t
      hypothesis[CHRF_ORDERS]; /* n-grams; 0 where the reference has none */
  uint64_t reference[CHRF_ORDERS];
  uint64_t matched[CHRF_ORDERS];
} ChrfStats;

/* What n-grams are made of: code points, or hashes of words.  Zero it to begin.
 */
typedef struct ChrfItems {
  uint64_t *items;
  size_t count;
  size_t room;
} ChrfItems;

typedef struct ChrfUnits {
  ChrfItems chars;
  ChrfItems words;
} ChrfUnits;

/* Scratch memory of one thread; zero it to begin. */
typedef struct Chrf {
  MtWords split;
  ChrfUnits hypothesis;
  ChrfUnits reference;
  NgramPair pair;
} Chrf;

/* Counts `hypothesis` against the best of `reference_count` (>= 1) references
 * into *stats.  Linear in their lengths.  False without memory. */
bool chrf_count(Chrf *chrf, const ChrfOptions *options, MtText hypothesis,
                const MtText *references, size_t reference_count,
                ChrfStats *stats);

/* What the n-grams of a text are made of, for chrf_count_units; false without
 * memory. */
bool chrf_read(Chrf *chrf, const ChrfOptions *options, MtText text,
               ChrfUnits *units);
void chrf_units_clear(ChrfUnits *units);

/* The same as chrf_count with one reference, of texts that were read before:
 * for comparing each with many others. */
bool chrf_count_units(Chrf *chrf, const ChrfOptions *options,
                      const ChrfUnits *hypothesis, const ChrfUnits *reference,
                      ChrfStats *stats);

/* Turns the stats of one text against one reference into those of that
 * reference against that text: matches are the same in both directions. */
void chrf_swap(ChrfStats *stats);

/* Adds `more` to `sum`. */
void chrf_add(ChrfStats *sum, const ChrfStats *more);

/* 0..100. */
double chrf_score(const ChrfStats *stats, const ChrfOptions *options);

/* "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0"; `references`
 * 0 prints "var". */
void chrf_signature(const ChrfOptions *options, size_t references, char *out,
                    size_t size);

void chrf_clear(Chrf *chrf);

#endif
