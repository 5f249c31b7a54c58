/* SPDX-License-Identifier: Apache-2.0
 *
 * diff_print.h - shows for people how texts differ.
 */
#ifndef COMMAND_DIFF_PRINT_H
#define COMMAND_DIFF_PRINT_H

#include "witnesses.h"

typedef enum { DIFF_SAME, DIFF_DIFFERS, DIFF_NO_MEMORY } DiffResult;

/* The first two texts as one, with marks around what differs. */
DiffResult diff_print_pair(GString *out, const Witnesses *witnesses,
                           gboolean near, gboolean color);

/* A table, cut into blocks that fit a line of 80 columns. */
DiffResult diff_print_table(GString *out, const Witnesses *witnesses,
                            gboolean near, gboolean color);

#endif
