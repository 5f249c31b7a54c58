/* SPDX-License-Identifier: Apache-2.0
 *
 * A metric does not say of which layer it is.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", metric
 *   "count": layer is NULL
 */
#define METRICS                                                                \
  {                                                                            \
    "count", "marks", "marks", 0, 0, 0, 0, STEMMA_COUNT, 0                     \
  }

#include "base.h"
