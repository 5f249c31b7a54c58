/* SPDX-License-Identifier: Apache-2.0
 *
 * The stride of the fields is not that of their struct.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark": stride is 8, and ABI 1.0 has 56
 */
#define LAYER_FIELDS                                                           \
  {                                                                            \
    fields, 3, 8                                                               \
  }

#include "base.h"
