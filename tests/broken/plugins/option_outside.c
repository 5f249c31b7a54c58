/* SPDX-License-Identifier: Apache-2.0
 *
 * An option would be written outside its struct.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "flag": offset is 20, and its 4 bytes end outside the options of 16
 */
#define STAGE_OPTIONS_SIZE 16
#define OPTIONS                                                                \
  STEMMA_OPTION(Settings, flag, STEMMA_OPTION_BOOL, "flag", "yes", "")

#include "base.h"
