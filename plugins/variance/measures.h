/* SPDX-License-Identifier: Apache-2.0
 *
 * measures.h - meaning and the standard metrics of two witnesses.
 *
 * BLEU, chrF and TER are not symmetric, and no witness is the reference of
 * another: each is the mean of both directions.
 */
#ifndef VARIANCE_MEASURES_H
#define VARIANCE_MEASURES_H

#include "bleu.h"
#include "builder.h"
#include "chrf.h"
#include "divergence.h"
#include "options.h"
#include "similarity.h"
#include "ter.h"

/* How many texts of each side of a pair are kept as the metrics read them. */
#define MEASURES_READ 8u

/* A witness's text as BLEU, chrF and TER count it. */
typedef struct TextRead {
  uint32_t witness; /* and 1; 0: none */
  MtWords bleu;
  MtWords ter;
  ChrfUnits chrf;
} TextRead;

typedef struct Measures {
  TextRead read[2][MEASURES_READ]; /* by witness; the last one of each place */
  Similarity *similarity;
  Bleu bleu;
  Chrf chrf;
  Ter ter;
  Builder texts[2]; /* the stretches whose meaning is compared */
} Measures;

typedef struct Values {
  double meaning; /* 0..1, 0: the same */
  double bleu;    /* 0..100 */
  double chrf;    /* 0..100 */
  double ter;     /* in percent */
} Values;

bool measures_init(Measures *measures, const char *language);
void measures_clear(Measures *measures);

/* Forgets the texts of the utterance before. */
void measures_begin(Measures *measures);

/* Fills what options->metrics asks for; the rest is 0.  The standard metrics
 * take the renderings as they are; meaning is compared between the first and
 * the last column that both have a word in, unless omissions count.  False
 * without memory. */
bool measures_pair(Measures *measures, const Options *options,
                   const Sheet *sheet, uint32_t a, uint32_t b,
                   const Overlap *overlap, Values *values);

/* The signatures of the standard metrics asked for, such as
 * "BLEU|nrefs:1|...|dirs:mean; chrF2|...", cut to `size`. */
void measures_signature(const Options *options, char *out, size_t size);

#endif
