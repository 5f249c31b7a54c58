/* SPDX-License-Identifier: Apache-2.0
 *
 * agreements.h - in which order amounts are told: of those that conflict the
 * ones first that are far apart and in many articles.
 */
#ifndef SUMMARY_AGREEMENTS_H
#define SUMMARY_AGREEMENTS_H

#include "summary.h"

/* Rows of the layer "agreement" with this verdict, as guint32. */
GArray *agreements_of(const Summary *summary, const stemma_table *table,
                      guint32 verdict);

/* Row `at` of the layer "agreement_member"; NULL: there is none. */
const stemma_agreement_member *agreement_member_at(const stemma_table *members,
                                                   guint64 at);

#endif
