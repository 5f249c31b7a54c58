/* SPDX-License-Identifier: Apache-2.0
 *
 * A metric is about a layer that the stage does not write.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", metric
 *   "count": layer is "token", which the stage does not write
 */
#define METRICS                                                                \
  {                                                                            \
    "count", "", "", "token", 0, 0, 0, STEMMA_COUNT, 0                         \
  }

#include "base.h"
