/* SPDX-License-Identifier: Apache-2.0
 *
 * Its entry function returns NULL.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stemma_module_v1
 *   returned NULL
 */
#define MODULE_RESULT 0 ? &module : 0

#include "base.h"
