/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of a layer that says that they do not overlap do.
 *
 * fails: E409
 *   stage "broken" wrote a bad row: layer "org.example.mark", row 1, its
 *   place: begin 2 lies before the end 4 of the row before
 */
#define LAYER_FLAGS STEMMA_LAYER_SORTED | STEMMA_LAYER_DISJOINT
#define PROCESS                                                                \
  {                                                                            \
    Mark mark = { { 0, 4, 0, 0 }, 1, 0, 0 };                                   \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }                                                                            \
  {                                                                            \
    Mark mark = { { 2, 5, 0, 0 }, 1, 0, 0 };                                   \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }

#include "base.h"
