/* SPDX-License-Identifier: Apache-2.0
 *
 * A stage of a chain has as many options as its chain, of another name.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "inner": it has
 *   other options than its chain, whose are used
 */
#define OPTIONS                                                                \
  STEMMA_OPTION(Settings, flag, STEMMA_OPTION_BOOL, "flag", "no", "")
#include "chain_options.c"
