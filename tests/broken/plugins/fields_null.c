/* SPDX-License-Identifier: Apache-2.0
 *
 * A list of fields has a count and no items.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark": items is NULL, and count is 3
 */
#define LAYER_FIELDS                                                           \
  {                                                                            \
    0 ? fields : 0, 3, sizeof(stemma_field)                                    \
  }

#include "base.h"
