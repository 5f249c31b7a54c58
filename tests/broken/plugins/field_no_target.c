/* SPDX-License-Identifier: Apache-2.0
 *
 * A link points to no layer.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark", field "count": target is NULL, and row needs one
 */
#define FIELDS STEMMA_FIELD(Mark, count, STEMMA_ROW, "", "which")

#include "base.h"
