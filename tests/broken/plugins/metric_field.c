/* SPDX-License-Identifier: Apache-2.0
 *
 * A metric is about a field that the layer lacks.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", metric
 *   "mean": layer "org.example.mark" has no field "height"
 */
#define METRICS                                                                \
  {                                                                            \
    "mean", "", "", LAYER_NAME, "height", 0, 0, STEMMA_MEAN, 0                 \
  }

#include "base.h"
