/* SPDX-License-Identifier: Apache-2.0
 *
 * Two ports have one role.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark",
 *   writes: the role "org.example.mark" is there twice
 */
#define WRITES                                                                 \
  { &layer, 0, 0, 0 },                                                         \
  {                                                                            \
    &layer, 0, 0, 0                                                            \
  }

#include "base.h"
