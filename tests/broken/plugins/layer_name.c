/* SPDX-License-Identifier: Apache-2.0
 *
 * A new layer has a name like a built-in one.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "mark": no built-in layer has that name, and a new one needs a dot in it,
 *   as in "org.example.mark"
 */
#define LAYER_NAME "mark"

#include "base.h"
