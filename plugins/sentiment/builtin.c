/* SPDX-License-Identifier: Apache-2.0
 *
 * builtin.c - opens the model that compile.c has made tables of.
 */
#include "builtin.h"

/* What compile.c takes for granted as it writes members one after another. */
_Static_assert(sizeof(Word) == 16 && offsetof(Word, entry) == 8
                   && offsetof(Word, weight) == 12
                   && offsetof(Word, special) == 14
                   && offsetof(Word, cue) == 15,
               "compile.c writes another Word");
_Static_assert(sizeof(Entry) == 24 && offsetof(Entry, afinn) == 4
                   && offsetof(Entry, step) == 8 && offsetof(Entry, cue) == 10
                   && offsetof(Entry, weight) == 12,
               "compile.c writes another Entry");

bool
model_open_builtin(Model *model)
{
  *model = builtin_model;
  return model_complete(model);
}
