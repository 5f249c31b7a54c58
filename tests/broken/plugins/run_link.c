/* SPDX-License-Identifier: Apache-2.0
 *
 * A link points to a row that is not there.
 *
 * fails: E409
 *   stage "broken" wrote a bad row: layer "org.example.mark", row 0, field
 *   "count": row 9 of "org.example.mark", which has 1
 */
#define FIELDS STEMMA_FIELD_LINK(Mark, count, STEMMA_ROW, LAYER_NAME, "which")
#define PROCESS                                                                \
  {                                                                            \
    Mark mark = { { 0, 2, 0, 0 }, 1, 0, 9 };                                   \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }

#include "base.h"
