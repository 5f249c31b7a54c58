/* SPDX-License-Identifier: Apache-2.0
 *
 * Two fields share a bit.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark", field "count": bit 3 is already another field's
 */
#define FIELDS                                                                 \
  STEMMA_FIELD_OR_NULL(Mark, weight, STEMMA_F64, "", 3, "how much"),           \
      STEMMA_FIELD_OR_NULL(Mark, count, STEMMA_U32, "", 3, "how many")

#include "base.h"
