/* SPDX-License-Identifier: Apache-2.0
 *
 * Two fields have one name.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark": the field "same" is there twice
 */
#define FIELDS                                                                 \
  { "same", "", 0, 0, "", 16, STEMMA_F64, 0, 0, 0 },                           \
  {                                                                            \
    "same", "", 0, 0, "", 24, STEMMA_U32, 0, 0, 0                              \
  }

#include "base.h"
