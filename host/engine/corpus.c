/* SPDX-License-Identifier: Apache-2.0
 *
 * corpus.c - what follows a pass: gather and finish, in the order of the file.
 */
#include "run.h"

void
corpus_run(Engine *engine, guint pass)
{
  (void)engine, (void)pass;
}
