/* SPDX-License-Identifier: Apache-2.0
 *
 * builtin.c - opens the model that compile.c has made tables of.
 */
#include "builtin.h"

/* What compile.c takes for granted as it writes members one after another. */
_Static_assert(sizeof(Word) == 32 && offsetof(Word, valence) == 8
                   && offsetof(Word, afinn) == 12 && offsetof(Word, step) == 16
                   && offsetof(Word, special) == 18 && offsetof(Word, cue) == 19
                   && offsetof(Word, weight) == 20,
               "compile.c writes another Word");

bool
model_open_builtin(Model *model)
{
  *model = builtin_model;
  return model_complete(model);
}
