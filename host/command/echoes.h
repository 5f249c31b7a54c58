/* SPDX-License-Identifier: Apache-2.0
 *
 * echoes.h - warnings that stages give in the same words for one document after
 * the other: the first ones are told, the others counted.
 */
#ifndef STEMMA_COMMAND_ECHOES_H
#define STEMMA_COMMAND_ECHOES_H

#include <glib.h>
#include <stdio.h>

/* Of so many documents a warning is told, and of so many different ones the
 * documents are counted: any further one is told each time. */
enum { ECHOES_TOLD = 10, ECHOES_KEPT = 1000 };

typedef struct Echoes Echoes;

Echoes *echoes_new(void);

/* Counts a warning, "STAGE: LINE", of one more document; TRUE if it is to be
 * told. */
gboolean echoes_count(Echoes *echoes, const char *warning);

/* A line for each warning that was not told of all its documents, in the order
 * in which they came first. */
void echoes_print(const Echoes *echoes, FILE *out);

void echoes_free(Echoes *echoes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Echoes, echoes_free)

#endif
