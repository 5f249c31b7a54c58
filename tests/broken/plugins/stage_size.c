/* SPDX-License-Identifier: Apache-2.0
 *
 * A stage is shorter than that of ABI 1.0.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: a stage: size is 16,
 *   and ABI 1.0 has 160
 */
#define STAGE_SIZE 16

#include "base.h"
