/* SPDX-License-Identifier: Apache-2.0
 *
 * A metric compares a field that has no choices.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", metric
 *   "count": where is "weight", which is no enum, no bool and never unset
 */
#define METRICS                                                                \
  {                                                                            \
    "count", "", "", LAYER_NAME, 0, "weight", 0, STEMMA_COUNT, 0               \
  }

#include "base.h"
