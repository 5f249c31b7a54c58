/* SPDX-License-Identifier: Apache-2.0
 *
 * It has no stages.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: it has no stages
 */
#define MODULE_STAGES STEMMA_NO_LIST

#include "base.h"
