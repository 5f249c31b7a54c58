/* SPDX-License-Identifier: Apache-2.0
 *
 * A default lies outside its range.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "threshold": the default 2 is not from 0 to 1
 */
#define OPTIONS                                                                \
  STEMMA_OPTION_NUMBER(Settings, threshold, STEMMA_OPTION_FLOAT, "threshold",  \
                       "2", 0, 1, "", "")

#include "base.h"
