/* SPDX-License-Identifier: Apache-2.0
 *
 * A field lies where its type cannot.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark", field "weight": offset is 20, and f64 needs a multiple
 *   of 8
 */
#define FIELDS                                                                 \
  {                                                                            \
    "weight", "", 0, 0, "", 20, STEMMA_F64, 0, 0, 0                            \
  }

#include "base.h"
