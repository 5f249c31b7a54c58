/* SPDX-License-Identifier: Apache-2.0
 *
 * Two options have one name.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark": the
 *   option "flag" is there twice
 */
#define OPTIONS                                                                \
  STEMMA_OPTION(Settings, flag, STEMMA_OPTION_BOOL, "flag", "yes", ""),        \
      STEMMA_OPTION(Settings, one, STEMMA_OPTION_BOOL, "flag", "yes", "")

#include "base.h"
