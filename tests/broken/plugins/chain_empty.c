/* SPDX-License-Identifier: Apache-2.0
 *
 * A chain has no stages.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", chain:
 *   it has no stages
 */
#define BEFORE_STAGE                                                           \
  static const stemma_chain chain = { sizeof chain, 0, STEMMA_NO_LIST };
#define STAGE_KINDS 0, &life, 0 ? &map : 0, 0, 0, &chain

#include "base.h"
