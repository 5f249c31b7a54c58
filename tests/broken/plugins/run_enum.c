/* SPDX-License-Identifier: Apache-2.0
 *
 * An enum has a number that is no choice.
 *
 * fails: E409
 *   stage "broken" wrote a bad row: layer "org.example.mark", row 0, field
 *   "kind": 7 is not one of its 2 choices
 */
#define PROCESS                                                                \
  {                                                                            \
    Mark mark = { { 0, 2, 0, 0 }, 1, 7, 0 };                                   \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }

#include "base.h"
