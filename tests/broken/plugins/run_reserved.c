/* SPDX-License-Identifier: Apache-2.0
 *
 * The reserved member of a row is not zero.
 *
 * fails: E409
 *   stage "broken" wrote a bad row: layer "org.example.mark", row 0, its
 *   place: reserved is 7, not 0
 */
#define PROCESS                                                                \
  {                                                                            \
    Mark mark = { { 0, 2, 0, 7 }, 1, 0, 0 };                                   \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }

#include "base.h"
