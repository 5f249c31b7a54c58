/* SPDX-License-Identifier: Apache-2.0
 *
 * A group stage carries no rows.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", group:
 *   the stage's carries is NULL
 */
#define LAYER_FLAGS STEMMA_LAYER_CORPUS
#define BEFORE_STAGE                                                           \
  static stemma_status scatter(const void *self, void *worker,                 \
                               const stemma_job *job, stemma_emitter *emitter, \
                               stemma_error *error)                            \
  {                                                                            \
    (void)emitter;                                                             \
    return process(self, worker, job, error);                                  \
  }                                                                            \
  static stemma_status gather(                                                 \
      const void *self, void *worker, const stemma_job *job, stemma_key key,   \
      const stemma_table *members, stemma_list origins, stemma_error *error)   \
  {                                                                            \
    (void)key;                                                                 \
    (void)members;                                                             \
    (void)origins;                                                             \
    return process(self, worker, job, error);                                  \
  }                                                                            \
  static const stemma_group group = { sizeof group, 0, scatter, gather };
#define STAGE_KINDS 0, &life, 0 ? &map : 0, &group, 0, 0

#include "base.h"
