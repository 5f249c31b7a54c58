/* SPDX-License-Identifier: Apache-2.0
 *
 * A choice has nothing to choose from.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "one": it has no choices
 */
#define OPTIONS                                                                \
  STEMMA_OPTION(Settings, one, STEMMA_OPTION_CHOICE, "one", "soft", "")

#include "base.h"
