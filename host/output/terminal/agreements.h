/* SPDX-License-Identifier: Apache-2.0
 *
 * agreements.h - in which order amounts are told: of those that conflict the
 * ones first that are far apart and in many articles.
 */
#ifndef TERMINAL_AGREEMENTS_H
#define TERMINAL_AGREEMENTS_H

#include "summary.h"

/* Rows of the layer "agreement" with this verdict, as guint32. */
GArray *agreements_of(const Summary *summary, const stemma_table *table,
                      guint32 verdict);

#endif
