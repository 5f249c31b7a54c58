/* SPDX-License-Identifier: Apache-2.0
 *
 * An option has a name that no pipeline file could set.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark": an
 *   option's name is "min_words", and must be a letter a to z followed by
 *   letters, digits and "-"
 */
#define OPTIONS                                                                \
  STEMMA_OPTION(Settings, flag, STEMMA_OPTION_BOOL, "min_words", "yes", "")

#include "base.h"
