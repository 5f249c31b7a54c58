/* SPDX-License-Identifier: Apache-2.0
 *
 * Two fields share bytes.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark", field "both": offset is 20, and what comes before it
 *   ends at 24
 */
#define FIELDS                                                                 \
  STEMMA_FIELD(Mark, weight, STEMMA_F64, "", "how much"),                      \
  {                                                                            \
    "both", "", 0, 0, "", 20, STEMMA_U32, 0, 0, 0                              \
  }

#include "base.h"
