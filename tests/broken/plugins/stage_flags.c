/* SPDX-License-Identifier: Apache-2.0
 *
 * A stage has a flag that no ABI defines.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark": flags
 *   is 0x80, and only 0x3 are known
 */
#define STAGE_FLAGS 0x80

#include "base.h"
