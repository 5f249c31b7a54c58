/* SPDX-License-Identifier: Apache-2.0
 *
 * surround.h - the words around a quantity: names, stems and concepts.
 */
#ifndef NUMBERS_SURROUND_H
#define NUMBERS_SURROUND_H

#include "around.h"
#include "mention.h"
#include "senses.h"

enum { HEAD_NONE = 0, HEAD_AFTER = 1, HEAD_BEFORE = 2 };

typedef struct Surround {
  Near near[NEAR_MOST]; /* nearest first */
  uint32_t count;
  uint32_t length; /* of `words` */
  uint32_t noun;   /* token that says what a count counts; UINT32_MAX: none */
  uint64_t stems;  /* a bit for each, by its lowest six bits */
  char words[NEAR_MOST * (SENSE_LONGEST + 1)]; /* as written, a blank after
                                                * each */
} Surround;

/* Reads the words around a quantity, without those of other amounts.  `head`
 * says where what is counted, or whose age it is, stands.  Of a count that is
 * read closely (`roles`) the word of its role comes first, and those of others
 * are left out: they are said of other counts. */
void surround_read(Senses *senses, const Around *around, uint32_t head,
                   bool roles, Surround *surround);

#endif
