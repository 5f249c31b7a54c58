/* SPDX-License-Identifier: Apache-2.0
 *
 * It means something else by a built-in layer.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "quote": it is not the built-in layer of that name: field 1 is "kind" in
 *   one and "weight" in the other
 */
#define LAYER_NAME "quote"

#include "base.h"
