/* SPDX-License-Identifier: Apache-2.0
 *
 * A row is shorter than its head.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark": row_size is 8, and must be a multiple of 4 from 16 to
 *   4096
 */
#define ROW_SIZE 8

#include "base.h"
