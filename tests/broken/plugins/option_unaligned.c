/* SPDX-License-Identifier: Apache-2.0
 *
 * An option lies where its type cannot.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "one": offset is 20, and its type needs a multiple of 8
 */
#define STAGE_OPTIONS_SIZE 32
#define OPTIONS STEMMA_OPTION(Settings, flag, STEMMA_OPTION_INT, "one", "1", "")

#include "base.h"
