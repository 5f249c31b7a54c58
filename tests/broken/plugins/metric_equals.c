/* SPDX-License-Identifier: Apache-2.0
 *
 * A metric compares with a choice that does not exist.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", metric
 *   "count": equals is 2, and "kind" has 2 values
 */
#define METRICS                                                                \
  {                                                                            \
    "count", "", "", LAYER_NAME, 0, "kind", 2, STEMMA_COUNT, 0                 \
  }

#include "base.h"
