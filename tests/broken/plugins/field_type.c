/* SPDX-License-Identifier: Apache-2.0
 *
 * A field is of a type that no ABI has.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark", field "weight": type is 99, which ABI 1.0 lacks
 */
#define FIELDS STEMMA_FIELD(Mark, weight, 99, "", "how much")

#include "base.h"
