/* SPDX-License-Identifier: Apache-2.0
 *
 * A fold over documents cannot merge.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark":
 *   fold.merge is NULL
 */
#define LAYER_FLAGS STEMMA_LAYER_CORPUS
#define BEFORE_STAGE                                                           \
  static stemma_status start(const void *self, void **state,                   \
                             stemma_error *error)                              \
  {                                                                            \
    (void)self;                                                                \
    (void)error;                                                               \
    *state = 0;                                                                \
    return STEMMA_OK;                                                          \
  }                                                                            \
  static stemma_status add(const void *self, void *worker, void *state,        \
                           const stemma_job *job, stemma_error *error)         \
  {                                                                            \
    (void)state;                                                               \
    return process(self, worker, job, error);                                  \
  }                                                                            \
  static void drop(const void *self, void *state)                              \
  {                                                                            \
    (void)self;                                                                \
    (void)state;                                                               \
  }                                                                            \
  static const stemma_fold fold = { sizeof fold, 0, start, add, 0,             \
                                    0,           0, 0,     add, drop };
#define STAGE_KINDS 0, &life, 0 ? &map : 0, 0, &fold, 0

#include "base.h"
