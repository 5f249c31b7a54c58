/* SPDX-License-Identifier: Apache-2.0
 *
 * A field lies in the head of the row.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark", field "begin": offset is 0, and what comes before it
 *   ends at 16
 */
#define FIELDS                                                                 \
  {                                                                            \
    "begin", "", 0, 0, "", 0, STEMMA_U32, 0, 0, 0                              \
  }

#include "base.h"
