/* SPDX-License-Identifier: Apache-2.0
 *
 * A row ends before it begins.
 *
 * fails: E409
 *   stage "broken" wrote a bad row: layer "org.example.mark", row 0, its
 *   place: end 3 lies before begin 5
 */
#define PROCESS                                                                \
  {                                                                            \
    Mark mark = { { 5, 3, 0, 0 }, 1, 0, 0 };                                   \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }

#include "base.h"
