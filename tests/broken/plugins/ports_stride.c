/* SPDX-License-Identifier: Apache-2.0
 *
 * The stride of what the stage reads is not that of its struct.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", reads:
 *   stride is 8, and ABI 1.0 has 24
 */
#define READS_LIST                                                             \
  {                                                                            \
    reads, 1, 8                                                                \
  }

#include "base.h"
