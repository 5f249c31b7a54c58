/* SPDX-License-Identifier: Apache-2.0
 *
 * An enum has no choices.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark", field "kind": it has no choices
 */
#define FIELDS STEMMA_FIELD(Mark, kind, STEMMA_ENUM, "", "which")

#include "base.h"
