/* SPDX-License-Identifier: Apache-2.0
 *
 * It appends rows that are shorter than any row.
 *
 * fails: E405
 *   stage "broken" failed: a bug of the plugin (see stemma validate)
 */
#define PROCESS                                                                \
  {                                                                            \
    stemma_row row = { 0, 2, 0, 0 };                                           \
    stemma_list rows;                                                          \
    rows.items = &row;                                                         \
    rows.count = 1;                                                            \
    rows.stride = 8;                                                           \
    return job->outputs[0]->append(job->outputs[0], rows);                     \
  }

#include "base.h"
