/* SPDX-License-Identifier: Apache-2.0
 *
 * A map stage has no process function.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark":
 *   map.process is NULL
 */
#define MAP                                                                    \
  {                                                                            \
    sizeof(stemma_map), 0, 0 ? process : 0                                     \
  }

#include "base.h"
