/* SPDX-License-Identifier: Apache-2.0
 *
 * A stage is both map and chain.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark": two of
 *   map, group, fold and chain are set, and a stage is exactly one of them
 */
#define BEFORE_STAGE                                                           \
  static const stemma_chain chain = { sizeof chain, 0, STEMMA_NO_LIST };
#define STAGE_KINDS 0, &life, &map, 0, 0, &chain

#include "base.h"
