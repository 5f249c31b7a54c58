/* SPDX-License-Identifier: Apache-2.0
 *
 * A chain promises a layer that none of its stages writes.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", chain:
 *   it writes "org.example.mark", and none of its stages does
 */
#define BEFORE_STAGE                                                           \
  static const stemma_stage inner = { sizeof inner,                            \
                                      0,                                       \
                                      "inner",                                 \
                                      "1.0.0",                                 \
                                      "",                                      \
                                      "",                                      \
                                      STEMMA_LIST(reads),                      \
                                      STEMMA_NO_LIST,                          \
                                      STEMMA_NO_LIST,                          \
                                      0,                                       \
                                      0,                                       \
                                      0,                                       \
                                      &life,                                   \
                                      &map,                                    \
                                      0,                                       \
                                      0,                                       \
                                      0,                                       \
                                      STEMMA_NO_LIST };                        \
  static const stemma_stage *const in_chain[] = { &inner };                    \
  static const stemma_chain chain = { sizeof chain, 0, STEMMA_LIST(in_chain) };
#define STAGE_KINDS 0, 0, 0, 0, 0, &chain
#include "base.h"
