/* SPDX-License-Identifier: Apache-2.0
 *
 * A layer has no version.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark": version is 0, and starts at 1
 */
#define LAYER_VERSION 0

#include "base.h"
