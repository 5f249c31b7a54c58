/* SPDX-License-Identifier: Apache-2.0
 *
 * It appends the head of its row alone, by the wrong sizeof.
 *
 * fails: E405
 *   stage "broken" failed: a bug of the plugin (see stemma validate)
 */
#define PROCESS                                                                \
  {                                                                            \
    stemma_row row = { 0, 2, 0, 0 };                                           \
    return stemma_append(job->outputs[0], &row, sizeof row);                   \
  }

#include "base.h"
