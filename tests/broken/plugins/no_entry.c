/* SPDX-License-Identifier: Apache-2.0
 *
 * It does not define the entry function.
 *
 * refused: E401
 *   plugin file {file} cannot be loaded: it does not define stemma_module_v1
 */
#define NO_ENTRY stemma_module_v7

#include "base.h"
