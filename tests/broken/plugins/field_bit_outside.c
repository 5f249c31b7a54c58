/* SPDX-License-Identifier: Apache-2.0
 *
 * A field has a bit that does not exist.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark", field "weight": bit is 32, and must be 0 to 31
 */
#define FIELDS STEMMA_FIELD_OR_NULL(Mark, weight, STEMMA_F64, "", 32, "much")

#include "base.h"
