/* SPDX-License-Identifier: Apache-2.0
 *
 * An output says that it is optional.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", writes
 *   "org.example.mark": flags is 0x1, and only 0x2 are known
 */
#define WRITES                                                                 \
  {                                                                            \
    &layer, 0, 0, STEMMA_PORT_OPTIONAL                                         \
  }

#include "base.h"
