/* SPDX-License-Identifier: Apache-2.0
 *
 * kin.h - the articles that stand at each node of the lineage, where nodes
 * that are word for word the same are one.
 */
#ifndef SUMMARY_KIN_H
#define SUMMARY_KIN_H

#include "summary.h"

typedef struct Kin Kin;

/* `table` of stemma_lineage. */
Kin *kin_new(const Summary *summary, const stemma_table *table);
void kin_free(Kin *kin);

/* The node that speaks for `node` and its copies: a key over all trees. */
guint64 kin_root(const Kin *kin, guint32 tree, guint32 node);

/* Of guint32, sorted; NULL: no article stands there. */
const GArray *kin_articles(const Kin *kin, guint64 root);

/* Do the two share a few words alone, all the same, so that nothing is known of
 * who translated? */
static inline gboolean
kin_is_unknown(const stemma_lineage *row)
{
  return row->kind == STEMMA_INDEPENDENT && row->length < .005;
}

#endif
