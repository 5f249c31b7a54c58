/* SPDX-License-Identifier: Apache-2.0
 *
 * Two of its stages have one id.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: two of its stages
 *   are called "mark"
 */
#define STAGES &stage, &stage

#include "base.h"
