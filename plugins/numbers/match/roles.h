/* SPDX-License-Identifier: Apache-2.0
 *
 * roles.h - what a count counts where news counts people: the dead, the
 * injured, the missing, the arrested.  Other words may stand nearer ("nine
 * workers, killing"), so the sentence is asked for the word that governs the
 * count: before it as far as another count ("killing at least nine people and
 * injuring about 40"), after it as far as the clause ("Twelve workers have been
 * killed and fifty hurt").
 */
#ifndef NUMBERS_ROLES_H
#define NUMBERS_ROLES_H

#include "around.h"
#include "senses.h"

typedef struct Role {
  uint32_t token;    /* that says it; UINT32_MAX: none does */
  uint32_t distance; /* in words, from 1 */
  uint32_t stem;     /* as of a Sense */
} Role;

Role role_find(Senses *senses, const Around *around);

#endif
