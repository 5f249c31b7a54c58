/* SPDX-License-Identifier: Apache-2.0
 *
 * A string lies outside the pool.
 *
 * fails: E409
 *   stage "broken" wrote a bad row: layer "org.example.mark", row 0, field
 *   "weight": string of 1072693248 bytes at 0 lies beyond the pool's 1 bytes
 */
#define FIELDS STEMMA_FIELD(Mark, weight, STEMMA_STR, "", "not interned")
#define PROCESS                                                                \
  {                                                                            \
    Mark mark = { { 0, 2, 0, 0 }, 1, 0, 0 };                                   \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }

#include "base.h"
