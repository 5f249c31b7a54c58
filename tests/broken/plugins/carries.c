/* SPDX-License-Identifier: Apache-2.0
 *
 * A map stage carries rows.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark":
 *   carries is set, and only a group stage carries rows
 */
#define STAGE_KINDS &layer, &life, &map, 0, 0, 0

#include "base.h"
