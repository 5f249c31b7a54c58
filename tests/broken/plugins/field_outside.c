/* SPDX-License-Identifier: Apache-2.0
 *
 * A field ends outside its row.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark", field "count": offset is 28, and its 4 bytes end
 *   outside the row of 24
 */
#define ROW_SIZE 24
#define FIELDS                                                                 \
  STEMMA_FIELD(Mark, weight, STEMMA_F64, "", "how much"),                      \
      STEMMA_FIELD(Mark, count, STEMMA_U32, "", "how many")

#include "base.h"
