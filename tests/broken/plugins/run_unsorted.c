/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of a layer that says that it is sorted are not.
 *
 * fails: E409
 *   stage "broken" wrote a bad row: layer "org.example.mark", row 1, its
 *   place: 0 to 2 stands after 4 to 5: rows are by begin, then by descending
 *   end
 */
#define PROCESS                                                                \
  {                                                                            \
    Mark mark = { { 4, 5, 0, 0 }, 1, 0, 0 };                                   \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }                                                                            \
  {                                                                            \
    Mark mark = { { 0, 2, 0, 0 }, 1, 0, 0 };                                   \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }

#include "base.h"
