/* SPDX-License-Identifier: Apache-2.0
 *
 * A default is none of the choices.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "one": the default "medium" is none of its choices
 */
#define OPTIONS                                                                \
  STEMMA_OPTION_AMONG(Settings, one, STEMMA_OPTION_CHOICE, "one", "medium",    \
                      kinds, "")

#include "base.h"
