/* SPDX-License-Identifier: Apache-2.0
 *
 * Two options share bytes.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "b": offset is 0, and there lies option "a"
 */
#define OPTIONS                                                                \
  STEMMA_OPTION(Settings, threshold, STEMMA_OPTION_FLOAT, "a", "1", ""),       \
      STEMMA_OPTION(Settings, threshold, STEMMA_OPTION_BOOL, "b", "no", "")

#include "base.h"
