/* SPDX-License-Identifier: Apache-2.0
 *
 * A default has an item that is no choice.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "some": the default "soft, loud" is not a list of its choices
 */
#define OPTIONS                                                                \
  STEMMA_OPTION_AMONG(Settings, some, STEMMA_OPTION_CHOICES, "some",           \
                      "soft, loud", kinds, "")

#include "base.h"
