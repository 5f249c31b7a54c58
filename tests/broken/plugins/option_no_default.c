/* SPDX-License-Identifier: Apache-2.0
 *
 * An option has no default and does not ask for a value.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "flag": it has no default, and is not marked as required
 */
#define OPTIONS STEMMA_OPTION(Settings, flag, STEMMA_OPTION_BOOL, "flag", 0, "")

#include "base.h"
