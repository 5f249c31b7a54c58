/* SPDX-License-Identifier: Apache-2.0
 *
 * The same choice is there twice.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "one": the choice "soft" is there twice
 */
static const char *const twice[] = { "soft", "soft", 0 };
#define OPTIONS                                                                \
  STEMMA_OPTION_AMONG(Settings, one, STEMMA_OPTION_CHOICE, "one", "soft",      \
                      twice, "")

#include "base.h"
