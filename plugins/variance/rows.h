/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.h - the rows of one utterance: all witnesses, each witness, each pair.
 */
#ifndef VARIANCE_ROWS_H
#define VARIANCE_ROWS_H

#include "interval.h"
#include "measures.h"

typedef struct Rows {
  const Options *options;
  Measures *measures;
  Arena *arena;
  const stemma_job *job; /* writes to outputs[0] */
  uint32_t utterance;    /* its row in "utterance" */
  /* Is it time to stop?  Asked once for each pair of texts. */
  bool (*cancelled)(const stemma_job *job);
} Rows;

/* Compares every pair of witnesses and appends the rows; none when there are
 * fewer than two witnesses. */
stemma_status rows_write(const Rows *rows, const Sheet *sheet,
                         stemma_error *error);

#endif
