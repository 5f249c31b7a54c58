/* SPDX-License-Identifier: Apache-2.0
 *
 * A stage is neither map nor group, fold or chain.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark": none
 *   of map, group, fold and chain is set, and a stage is exactly one of them
 */
#define STAGE_KINDS 0, &life, 0 ? &map : 0, 0, 0, 0

#include "base.h"
