/* SPDX-License-Identifier: Apache-2.0
 *
 * A metric adds up what is no number.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", metric
 *   "sum": field "kind" is not a number
 */
#define METRICS                                                                \
  {                                                                            \
    "sum", "", "", LAYER_NAME, "kind", 0, 0, STEMMA_SUM, 0                     \
  }

#include "base.h"
