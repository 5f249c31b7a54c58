/* SPDX-License-Identifier: Apache-2.0
 *
 * A default is neither yes nor no.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", option
 *   "flag": the default "maybe" is neither yes nor no
 */
#define OPTIONS                                                                \
  STEMMA_OPTION(Settings, flag, STEMMA_OPTION_BOOL, "flag", "maybe", "")

#include "base.h"
