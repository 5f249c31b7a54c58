/* SPDX-License-Identifier: Apache-2.0
 *
 * A range ends before it begins.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "threshold": min is 1 and max is 0
 */
#define OPTIONS                                                                \
  STEMMA_OPTION_NUMBER(Settings, threshold, STEMMA_OPTION_FLOAT, "threshold",  \
                       "0.5", 1, 0, "", "")

#include "base.h"
