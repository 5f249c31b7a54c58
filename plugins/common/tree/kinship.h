/* SPDX-License-Identifier: Apache-2.0
 *
 * kinship.h - are two renderings one translation, one edited from the other,
 * or translations of their own?
 *
 * An editor leaves long runs of words as they are and changes a place now and
 * then; two translators decide anew in each place, and meet where the source
 * leaves little choice.  So what is weighed, between the first and the last
 * word that both have, is how probable the agreements and the gaps between them
 * are under either story (a likelihood ratio of two Bernoulli processes):
 *
 *   a word in common   log(.93 / e), e being how often independent translators
 *                      agree there: .8 in the commonest words, .55 in the
 *                      rarest, drawn towards what the other witnesses do
 *   a gap              log(c / (1 - e)), however long, by the word in it that
 *                      says most: e as above, .8 to .55, and c .15 to .05; who
 *                      leaves away a "that" may well be an editor, who has
 *                      another noun hardly
 *
 * Above log 3, with half the places equal or more, the texts are edited from
 * each other; a quote of eight words with one changed tells too little.  The
 * shares are those of renderings of one speech in several newspapers, whose
 * runs of equal words are about 3 long when independent and 13 when edited.
 * What one text has beyond the common stretch is not compared: an excerpt is no
 * less a copy.  Where both go on, each in its own way, that is one more gap,
 * and the same words are verbatim only where they prove it: two translators who
 * turn a sentence differently may have five words in a row in common.
 */
#ifndef COMMON_KINSHIP_H
#define COMMON_KINSHIP_H

#include <stdbool.h>
#include <stdint.h>

/* The same values as STEMMA_VERBATIM and its neighbours. */
enum { KINSHIP_VERBATIM = 0, KINSHIP_EDITED = 1, KINSHIP_INDEPENDENT = 2 };

/* Zero it to begin. */
typedef struct Kinship {
  double evidence;    /* sum of the logarithms */
  double heaviest;    /* the weight of the gap at hand */
  uint32_t same;      /* columns with one word */
  uint32_t between;   /* columns from the first to the last that both have a
                       * word in, as far as either has one */
  uint32_t pending;   /* columns since the last that both have a word in */
  uint32_t tail[2];   /* of these, those where one or the other has one */
  uint32_t beyond[2]; /* in this utterance, before and behind the stretch */
  double far;         /* the greatest weight beyond it */
  bool strays;        /* there is an utterance beyond which both have words */
  bool open;          /* both have had a word */
  bool apart;         /* in a gap */
  bool between_two;   /* both have had a word in it */
} Kinship;

/* How often independent translators agree on a word that weighs `weight`
 * (0..1), when `agreeing` of `others` other witnesses have it there too. */
double kinship_expected(double weight, double others, double agreeing);

/* The next column of the collation: which of the two have a word in it, the
 * weight of that, whether it is the same, and, if so, how far that was to be
 * expected. */
void kinship_column(Kinship *kinship, bool a, bool b, double weight, bool same,
                    double expected);

/* At the end of an utterance: ends the gap and the stretch. */
void kinship_break(Kinship *kinship);

/* KINSHIP_VERBATIM when 94 % or more of the columns in between have one word,
 * and no two texts go on differently unless that is proved; else edited or
 * independent as above; independent when they share nothing. */
uint32_t kinship_kind(const Kinship *kinship);

#endif
