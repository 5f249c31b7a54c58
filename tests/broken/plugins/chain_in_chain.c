/* SPDX-License-Identifier: Apache-2.0
 *
 * A chain has a chain among its stages.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "inner": it is
 *   a chain within a chain
 */
#define BEFORE_STAGE                                                           \
  static const stemma_chain nothing = { sizeof nothing, 0, STEMMA_NO_LIST };   \
  static const stemma_stage inner = { sizeof inner,                            \
                                      0,                                       \
                                      "inner",                                 \
                                      "1.0.0",                                 \
                                      "",                                      \
                                      "",                                      \
                                      STEMMA_NO_LIST,                          \
                                      STEMMA_LIST(writes),                     \
                                      STEMMA_NO_LIST,                          \
                                      0,                                       \
                                      0,                                       \
                                      0,                                       \
                                      0,                                       \
                                      0,                                       \
                                      0,                                       \
                                      0,                                       \
                                      &nothing,                                \
                                      STEMMA_NO_LIST };                        \
  static const stemma_stage *const in_chain[] = { &inner };                    \
  static const stemma_chain chain = { sizeof chain, 0, STEMMA_LIST(in_chain) };
#define STAGE_KINDS 0, 0 ? &life : 0, 0 ? &map : 0, 0, 0, &chain
#include "base.h"
