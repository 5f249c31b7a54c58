/* SPDX-License-Identifier: Apache-2.0
 *
 * A stage has no life.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark": life
 *   is NULL
 */
#define STAGE_KINDS 0, 0 ? &life : 0, &map, 0, 0, 0

#include "base.h"
