/* SPDX-License-Identifier: Apache-2.0
 *
 * A stage cannot be closed.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark":
 *   life.close is NULL
 */
#define LIFE                                                                   \
  {                                                                            \
    sizeof(stemma_life), 0, open_stage, 0 ? close_stage : 0, 0, 0              \
  }

#include "base.h"
