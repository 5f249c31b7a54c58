/* SPDX-License-Identifier: Apache-2.0
 *
 * Its module is shorter than that of ABI 1.0.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: the module: size is
 *   8, and ABI 1.0 has 72
 */
#define MODULE_SIZE 8

#include "base.h"
