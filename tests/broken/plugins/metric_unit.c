/* SPDX-License-Identifier: Apache-2.0
 *
 * A metric's unit is no text for a line.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", metric
 *   "count": unit has the control character 0x09
 */
#define METRICS                                                                \
  {                                                                            \
    "count", "marks", "ma\trks", LAYER_NAME, 0, 0, 0, STEMMA_COUNT, 0          \
  }

#include "base.h"
