/* SPDX-License-Identifier: Apache-2.0 */
#include "turned.h"

#include <string.h>

/* Of more witnesses nobody follows a single one. */
#define WITNESSES 64u

/* Forms of one word have as many letters in common, and end in fewer others:
 * heal, healed. */
#define COMMON 4u
#define ENDING 3u

static gboolean
are_forms(const char *a, const char *b)
{
  guint common = 0;

  while (a[common] && a[common] == b[common])
    common++;
  if (!a[common] && !b[common])
    return TRUE;
  return common >= COMMON && strlen(a + common) <= ENDING
         && strlen(b + common) <= ENDING;
}

static gboolean
says(const stemma_reading *cell)
{
  return cell && cell->content && cell->kind != STEMMA_OMISSION;
}

/* Does the witness say the word, or a form of it, in a column outside `first`
 * to `last`; if `moved`, as a transposed one? */
static gboolean
says_elsewhere(const Collation *collation, const Witness *witness, guint first,
               guint last, const stemma_reading *word, gboolean moved)
{
  g_autofree char *folded =
      collation_fold(summary_text(collation->table, word->text));

  for (guint c = 0; c < witness->cells->len; c++) {
    const stemma_reading *cell = collation_cell(witness, c);
    g_autofree char *other = NULL;

    if ((c >= first && c <= last) || !says(cell)
        || (moved && cell->kind != STEMMA_TRANSPOSED))
      continue;
    other = collation_fold(summary_text(collation->table, cell->text));
    if (are_forms(folded, other))
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_moved(const Witness *witness)
{
  for (guint c = 0; c < witness->cells->len; c++) {
    const stemma_reading *cell = collation_cell(witness, c);

    if (says(cell) && cell->kind == STEMMA_TRANSPOSED)
      return TRUE;
  }
  return FALSE;
}

gboolean
collation_is_turned(const Collation *collation, const Witness *witness,
                    guint first, guint last)
{
  gboolean moved;

  if (collation->witnesses->len > WITNESSES)
    return FALSE;
  moved = has_moved(witness);
  for (guint w = 0; w < collation->witnesses->len; w++) {
    const Witness *other = &g_array_index(collation->witnesses, Witness, w);

    for (guint c = first; other != witness && c <= last; c++) {
      const stemma_reading *cell = collation_cell(other, c);

      if (says(cell) && (moved || cell->kind == STEMMA_TRANSPOSED)
          && says_elsewhere(collation, witness, first, last, cell,
                            cell->kind != STEMMA_TRANSPOSED))
        return TRUE;
    }
  }
  return FALSE;
}
