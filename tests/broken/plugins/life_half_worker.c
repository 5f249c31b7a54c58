/* SPDX-License-Identifier: Apache-2.0
 *
 * A stage opens workers and never closes them.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", life:
 *   one of worker_open and worker_close is NULL, and they go together
 */
#define LIFE                                                                   \
  {                                                                            \
    sizeof(stemma_life), 0, open_stage, close_stage, 0, close_stage            \
  }

#include "base.h"
