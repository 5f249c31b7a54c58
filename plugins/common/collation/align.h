/* SPDX-License-Identifier: Apache-2.0
 *
 * align.h - links the equal words of two sequences of columns.
 *
 * A text is a sequence of columns with one word each; a collation of several
 * texts a sequence of columns with a word of some of them.  Links run in one
 * direction (moved words are found later, by collate.h and worddiff.h) and
 * are chosen for the most linked pairs of words: words before marks, content
 * words before words of the grammar, then the fewest breaks; a tie goes to
 * the later place.
 *
 * Cost: sequences whose product is up to ALIGN_CELLS are solved exactly, in
 * that time.  Longer ones are first cut at words that stand once in each
 * ("patience"), and where there is no such word into stretches of proportional
 * length, so that time and memory stay linear; a word that lies in different
 * stretches is then not linked.
 */
#ifndef COMMON_ALIGN_H
#define COMMON_ALIGN_H

#include "wordtypes.h"

#define ALIGN_CELLS (UINT32_C(1) << 18)

/* A column has entries: its different words, each with how many texts have
 * it. */
typedef struct AlignEntry {
  uint64_t near;
  uint32_t type;
  uint32_t weight;
} AlignEntry;

typedef struct AlignSide {
  const AlignEntry *entries;
  const uint32_t *starts; /* columns + 1: a column's first entry */
  const uint64_t *masks;  /* a bit for each near of the column, modulo 64 */
  uint32_t columns;
} AlignSide;

typedef struct AlignLink {
  uint32_t a; /* column of the one side */
  uint32_t b; /* column of the other */
} AlignLink;

typedef struct Aligner {
  Buffer scores;
  Buffer trace;
  Buffer links; /* of AlignLink, the result */
  uint32_t count;
} Aligner;

/* The links of `a` and `b`, in order, in `aligner->links`.  False when memory
 * is out. */
bool align_sides(Aligner *aligner, const WordTypes *wordtypes,
                 const AlignSide *a, const AlignSide *b);

/* What putting column i of `a` and column j of `b` together is worth: links
 * of words, weighted; 0 when nothing is equal. */
int64_t align_worth(const WordTypes *wordtypes, const AlignSide *a, uint32_t i,
                    const AlignSide *b, uint32_t j);

/* What one link of two equal (`same`) or near words is worth. */
int64_t align_word_worth(const WordType *word, bool same);

void align_free(Aligner *aligner);

#endif
