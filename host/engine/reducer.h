/* SPDX-License-Identifier: Apache-2.0
 *
 * reducer.h - from the rows of a layer to the number that a metric is.
 *
 * One thread at a time.
 */
#ifndef ENGINE_REDUCER_H
#define ENGINE_REDUCER_H

#include <glib.h>
#include <stemma/stemma.h>

/* Which rows a reducer takes, as two comparisons that fit every row of a
 * layer. */
typedef struct {
  guint32 bits; /* of `present`: those that matter, */
  guint32 set;  /* and of them those that must be set */
  guint32 offset;
  guint32 mask, value; /* the number there, under the mask, is the value */
} RowFilter;

/* Finds all that a field's numbers can be reduced to in one look at them. */
typedef struct {
  const stemma_layer *layer; /* NULL: nobody writes it, there are no rows */
  const stemma_field *field; /* the number; NULL: rows are counted */
  gboolean takes_all;
  RowFilter filter;
  guint64 count;
  double sum;
  double least;
  double most;
} Reducer;

/* For the rows that `metric` is about. */
Reducer reducer_start(const stemma_metric *metric, const stemma_layer *layer);

/* Do both look at the same numbers of the same rows of a layer? */
gboolean reducer_is_like(const Reducer *a, const Reducer *b);

/* Adds rows of the layer: all that the metric is about, or those of them in
 * which a field names the document. */
void reducer_add(Reducer *reducer, stemma_list rows);
void reducer_add_of(Reducer *reducer, stemma_list rows, guint32 document);

/* What the metric makes of the rows so far. */
double reducer_result(const Reducer *reducer, const stemma_metric *metric);

/* Is that a number although there were no rows? */
gboolean reducer_has_result(const Reducer *reducer,
                            const stemma_metric *metric);

#endif
