/* SPDX-License-Identifier: Apache-2.0
 *
 * A stage of a chain reads what nobody gives it.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", chain:
 *   its stage "inner" reads "token", which no earlier one writes and the chain
 *   does not read
 */
#define READS                                                                  \
  {                                                                            \
    &stemma_sentence_layer, 0, 0, 0                                            \
  }
#define BEFORE_STAGE                                                           \
  static const stemma_port inner_reads[] = { { &stemma_token_layer, 0, 0,      \
                                               0 } };                          \
  static const stemma_stage inner = { sizeof inner,                            \
                                      0,                                       \
                                      "inner",                                 \
                                      "1.0.0",                                 \
                                      "",                                      \
                                      "",                                      \
                                      STEMMA_LIST(inner_reads),                \
                                      STEMMA_LIST(writes),                     \
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
