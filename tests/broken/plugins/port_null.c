/* SPDX-License-Identifier: Apache-2.0
 *
 * A port has no layer.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark",
 *   writes: a port's layer is NULL
 */
#define WRITES                                                                 \
  {                                                                            \
    0 ? &layer : 0, 0, 0, 0                                                    \
  }

#include "base.h"
