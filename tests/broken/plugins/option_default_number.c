/* SPDX-License-Identifier: Apache-2.0
 *
 * A default is not a number.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "threshold": the default "much" is not a finite number
 */
#define OPTIONS                                                                \
  STEMMA_OPTION(Settings, threshold, STEMMA_OPTION_FLOAT, "threshold", "much", \
                "")

#include "base.h"
