/* SPDX-License-Identifier: Apache-2.0
 *
 * A stage of a chain has options of its own, which nobody would fill.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "inner": it has
 *   other options than its chain, whose are used
 */
#define BEFORE_STAGE                                                           \
  static const stemma_option other[] = { STEMMA_OPTION(                        \
      Settings, flag, STEMMA_OPTION_BOOL, "other", "no", "") };                \
  static const stemma_stage inner = { sizeof inner,                            \
                                      0,                                       \
                                      "inner",                                 \
                                      "1.0.0",                                 \
                                      "",                                      \
                                      "",                                      \
                                      STEMMA_LIST(reads),                      \
                                      STEMMA_LIST(writes),                     \
                                      STEMMA_LIST(other),                      \
                                      sizeof(Settings),                        \
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
