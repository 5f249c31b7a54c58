/* SPDX-License-Identifier: Apache-2.0
 *
 * A row begins inside a character.
 *
 * fails: E409
 *   stage "broken" wrote a bad row: layer "org.example.mark", row 0, its
 *   place: begin 1 is inside a character
 */
#define PROCESS                                                                \
  {                                                                            \
    Mark mark = { { 1, 2, 0, 0 }, 1, 0, 0 };                                   \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }

#include "base.h"
