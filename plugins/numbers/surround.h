/* SPDX-License-Identifier: Apache-2.0
 *
 * surround.h - the words around a quantity: names, stems and concepts.
 */
#ifndef NUMBERS_SURROUND_H
#define NUMBERS_SURROUND_H

#include "builder.h"
#include "mention.h"
#include "stems.h"
#include "words.h"

/* Constant after surround_open. */
typedef struct Surround {
  Words stops;
  Words concepts; /* word to number of its concept */
} Surround;

bool surround_open(Surround *surround);
void surround_close(Surround *surround);

enum { HEAD_NONE = 0, HEAD_AFTER = 1, HEAD_BEFORE = 2 };

/* Fills `near`, nearest first, and `words` with the words as written, for the
 * tokens `first` to `last` (exclusive) of a quantity; returns how many.
 * `head` says where what is counted, or whose age it is, stands. */
uint32_t surround_read(const Surround *surround, Stems *stems,
                       const stemma_doc *doc, const stemma_table *tokens,
                       uint32_t first, uint32_t last, uint32_t head, Near *near,
                       Builder *words);

#endif
