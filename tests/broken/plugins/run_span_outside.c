/* SPDX-License-Identifier: Apache-2.0
 *
 * A row ends behind the text.
 *
 * fails: E409
 *   stage "broken" wrote a bad row: layer "org.example.mark", row 0, its
 *   place: end 99999 lies beyond the text's 14 bytes
 */
#define PROCESS                                                                \
  {                                                                            \
    Mark mark = { { 0, 99999, 0, 0 }, 1, 0, 0 };                               \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }

#include "base.h"
