/* SPDX-License-Identifier: Apache-2.0
 *
 * alone.c - see alone.h.
 */
#include "alone.h"

#include <string.h>

/* Who has fewer words more than the others is compared there. */
#define WORDS 5u

/* What is known of a walk from an end over the columns of one witness. */
typedef struct {
  const Collation *collation;
  const Witness *witness; /* NULL: no word yet */
  guint words;
} Walk;

static gboolean
has_word(const stemma_reading *cell)
{
  return cell && cell->content && cell->kind != STEMMA_OMISSION;
}

/* FALSE: another one has a word here, too. */
static gboolean
take_column(Walk *walk, guint column)
{
  const GArray *witnesses = walk->collation->witnesses;

  for (guint i = 0; i < witnesses->len; i++) {
    const Witness *witness = &g_array_index(witnesses, Witness, i);

    if (!has_word(collation_cell(witness, column)))
      continue;
    if (walk->witness && walk->witness != witness)
      return FALSE;
    walk->witness = witness;
  }
  walk->words +=
      walk->witness && has_word(collation_cell(walk->witness, column));
  return TRUE;
}

/* Does a sentence of the witness end here? */
static gboolean
is_stop(const Walk *walk, const Witness *witness, guint column)
{
  const stemma_reading *cell = collation_cell(witness, column);
  const char *mark = cell && !cell->content && cell->kind != STEMMA_OMISSION
                         ? summary_text(walk->collation->table, cell->text)
                         : "";

  return *mark && strchr(".!?", *mark);
}

static guint
find_first(const Collation *collation)
{
  Walk walk = { .collation = collation };
  guint first = 0;

  for (guint c = 0; c < collation->columns && take_column(&walk, c); c++)
    if (walk.words >= WORDS && is_stop(&walk, walk.witness, c))
      first = c + 1;
  return first;
}

static guint
find_last(const Collation *collation, guint first)
{
  Walk walk = { .collation = collation };
  guint last = collation->columns;

  for (guint c = collation->columns; c-- > first && take_column(&walk, c);)
    if (walk.words >= WORDS && is_stop(&walk, walk.witness, c))
      last = c + 1;
  return last;
}

Shared
collation_shared(const Collation *collation)
{
  guint first = collation->witnesses->len > 1 ? find_first(collation) : 0;

  return first < collation->columns && collation->witnesses->len > 1
             ? (Shared){ first, find_last(collation, first) }
             : (Shared){ 0, collation->columns };
}
