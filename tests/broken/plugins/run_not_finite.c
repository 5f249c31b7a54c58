/* SPDX-License-Identifier: Apache-2.0
 *
 * A number is not one.
 *
 * fails: E409
 *   stage "broken" wrote a bad row: layer "org.example.mark", row 0, field
 *   "weight": nan is not a finite number
 */
#include <math.h>
#define PROCESS                                                                \
  {                                                                            \
    Mark mark = { { 0, 2, 0, 0 }, NAN, 0, 0 };                                 \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }

#include "base.h"
