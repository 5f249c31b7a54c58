/* SPDX-License-Identifier: Apache-2.0
 *
 * A metric has a flag that nobody knows.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", metric
 *   "count": flags is 0x40, and only 0x1 are known
 */
#define METRICS                                                                \
  {                                                                            \
    "count", "marks", "marks", LAYER_NAME, 0, 0, 0, STEMMA_COUNT, 0x40         \
  }

#include "base.h"
