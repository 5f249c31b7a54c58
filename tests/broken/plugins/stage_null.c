/* SPDX-License-Identifier: Apache-2.0
 *
 * One of its stages is NULL.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: its stage 2 is NULL
 */
#define STAGES &stage, 0

#include "base.h"
