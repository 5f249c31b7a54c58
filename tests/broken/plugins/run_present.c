/* SPDX-License-Identifier: Apache-2.0
 *
 * A row has a bit set that is no field's.
 *
 * fails: E409
 *   stage "broken" wrote a bad row: layer "org.example.mark", row 0, its
 *   place: present is 0x4, and its fields have the bits 0x0
 */
#define PROCESS                                                                \
  {                                                                            \
    Mark mark = { { 0, 2, 4, 0 }, 1, 0, 0 };                                   \
    stemma_status status = stemma_append(job->outputs[0], &mark, sizeof mark); \
    if (status != STEMMA_OK)                                                   \
      return status;                                                           \
  }

#include "base.h"
