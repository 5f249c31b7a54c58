/* SPDX-License-Identifier: Apache-2.0
 *
 * collate.h - puts the words of several texts (witnesses) into one table: a
 * row for each witness, a column for each place, equal words under each other.
 *
 * Every word of every witness is in the table once, in its order.  The table
 * does not depend on the order in which the witnesses are given, nor on how
 * often one of them is: a copy of a witness adds its row, and nothing else.
 *
 * How: witnesses with the same words count as one; the two most alike are
 * aligned, then the witness most alike to these, and so on; then single
 * witnesses and pairs are taken out and aligned again as long as that links
 * more words.  Words without a link are set side by side between the links,
 * the most similar ones in the same column.  A near (not exact) collation
 * also links forms and spellings of a word: metre and meter, conqueror and
 * conquerors.
 *
 * A Collator belongs to one thread.
 */
#ifndef COMMON_COLLATE_H
#define COMMON_COLLATE_H

#include "wordtypes.h"

/* The same values as STEMMA_INVARIANT and its neighbours. */
enum {
  COLLATE_INVARIANT = 0,  /* all witnesses have this word */
  COLLATE_VARIANT = 1,    /* they differ */
  COLLATE_OMISSION = 2,   /* this witness has nothing here */
  COLLATE_TRANSPOSED = 3, /* other witnesses have this word elsewhere */
  COLLATE_LACUNA = 4      /* nothing of this fragment is here */
};

#define COLLATE_NONE UINT32_MAX

typedef struct CollateCell {
  uint32_t word; /* index into the witness's words; COLLATE_NONE */
  uint32_t kind; /* COLLATE_... */
} CollateCell;

typedef struct CollateTable {
  const CollateCell *cells; /* column by column, in each by witness */
  uint32_t columns;
  uint32_t witnesses;
} CollateTable;

static inline const CollateCell *
collate_cell(const CollateTable *table, uint32_t column, uint32_t witness)
{
  return &table->cells[(size_t)column * table->witnesses + witness];
}

typedef struct Collator Collator;

/* NULL when memory is out. */
Collator *collator_new(void);
void collator_free(Collator *collator);

/* The table, valid until the next call; NULL when memory is out.  `near`
 * links near matches too. */
const CollateTable *collate(Collator *collator, const AlignText *texts,
                            uint32_t count, bool near);

/* The same where the last `fragments` (less than `count`) of the texts are a
 * few words, cut from what the others are whole witnesses of: they are laid
 * into the table of those, and leave nothing out. */
const CollateTable *collate_fragments(Collator *collator,
                                      const AlignText *texts, uint32_t count,
                                      uint32_t fragments, bool near);

#endif
