/* SPDX-License-Identifier: Apache-2.0
 *
 * An option is of a type that no ABI has.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "flag": type is 42, which ABI 1.0 lacks
 */
#define OPTIONS STEMMA_OPTION(Settings, flag, 42, "flag", "yes", "")

#include "base.h"
