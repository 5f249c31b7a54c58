/* SPDX-License-Identifier: Apache-2.0
 *
 * Its module and its name card have different ids.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: id is
 *   "org.example.other", and its name card says "org.example.broken"
 */
#define MODULE_ID "org.example.other"

#include "base.h"
