/* SPDX-License-Identifier: Apache-2.0
 *
 * ter.h - translation edit rate (Snover, Dorr, Schwartz, Micciulla and Makhoul
 * 2006) of one text or of a corpus, equal to sacreBLEU 2.6, which follows the
 * program tercom.
 *
 *   TER = 100 (edits + shifts) / reference length
 *
 * Shifts are greedy: of all moves of up to 10 words that the reference has too,
 * over at most 50 places, the one that lowers the edit distance most is made,
 * until none does; ties go to the longer, then the earlier source, then the
 * earlier target.  After 1000 tries the search ends.  The edit distance is
 * looked for within 25 words of the diagonal.  Of several references the fewest
 * edits count, over the mean of their lengths.  With no words in the references
 * TER is 0 when the hypothesis has none either, else 100.
 *
 * TER is not symmetric.  For two witnesses of equal standing take the mean of
 * both directions.
 */
#ifndef COMMON_TER_H
#define COMMON_TER_H

#include "edits.h"
#include "mt_words.h"

/* Those of many sentences add up. */
typedef struct TerStats {
  uint64_t edits;          /* with shifts, of the closest reference */
  double reference_length; /* mean of the references, in words */
} TerStats;

/* One row of the edit distance within its band. */
typedef struct TerRow {
  size_t low;  /* first column in the band */
  size_t high; /* one past the last */
} TerRow;

/* Scratch memory of one thread; zero it to begin.  About 300 bytes for each
 * word of the longest hypothesis. */
typedef struct Ter {
  MtWords hypothesis;
  MtWords reference;
  Edits bits;
  uint64_t *words;     /* the hypothesis as shifted so far */
  uint64_t *shifted;   /* with the shift that is tried */
  uint64_t *best;      /* with the best shift of this round */
  EditColumn *columns; /* of `words`, where bits will do */
  TerRow *rows;
  uint32_t *cost;    /* of the words so far: rows by band */
  uint32_t *trial;   /* two rows of a trial */
  int64_t *align;    /* the hypothesis word at each reference word, or -1 */
  uint32_t *hyp_bad; /* running sums of words with an error */
  uint32_t *ref_bad;
  size_t hyp_room;
  size_t ref_room;
  size_t cell_room;
  size_t trial_room;
  size_t stride; /* cells of a row */
} Ter;

/* Counts `hypothesis` against `reference_count` (>= 1) references into *stats.
 * The time is bounded by the 1000 tries.  False without memory. */
bool ter_count(Ter *ter, const MtTerOptions *options, MtText hypothesis,
               const MtText *references, size_t reference_count,
               TerStats *stats);

/* The same with one reference, of texts that mt_words_split_ter has read
 * before: for comparing each with many others. */
bool ter_count_words(Ter *ter, const MtWords *hypothesis,
                     const MtWords *reference, TerStats *stats);

/* Adds `more` to `sum`. */
void ter_add(TerStats *sum, const TerStats *more);

/* In percent, 0 or more; no upper bound. */
double ter_score(const TerStats *stats);

/* "nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:2.6.0";
 * `references` 0 prints "var". */
void ter_signature(const MtTerOptions *options, size_t references, char *out,
                   size_t size);

void ter_clear(Ter *ter);

#endif
