/* SPDX-License-Identifier: Apache-2.0
 *
 * absent.c - see absent.h.
 */
#include "absent.h"

static stemma_status
refuse(stemma_error *error)
{
  return stemma_fail(error, STEMMA_E_INTERNAL, "its code is not loaded here");
}

static stemma_status
absent_open(const stemma_stage *stage, const stemma_host *host,
            const void *options, void **self, stemma_error *error)
{
  (void)stage, (void)host, (void)options, (void)self;
  return refuse(error);
}

static void
absent_close(void *self)
{
  (void)self;
}

static stemma_status
absent_worker_open(const void *self, void **worker, stemma_error *error)
{
  (void)self, (void)worker;
  return refuse(error);
}

stemma_life
absent_life(gboolean workers)
{
  return (stemma_life){ .size = sizeof(stemma_life),
                        .open = absent_open,
                        .close = absent_close,
                        .worker_open = workers ? absent_worker_open : NULL,
                        .worker_close = workers ? absent_close : NULL };
}

stemma_status
absent_process(const void *self, void *worker, const stemma_job *job,
               stemma_error *error)
{
  (void)self, (void)worker, (void)job;
  return refuse(error);
}

stemma_status
absent_scatter(const void *self, void *worker, const stemma_job *job,
               stemma_emitter *emitter, stemma_error *error)
{
  (void)self, (void)worker, (void)job, (void)emitter;
  return refuse(error);
}

stemma_status
absent_gather(const void *self, void *worker, const stemma_job *job,
              stemma_key key, const stemma_table *members, stemma_list origins,
              stemma_error *error)
{
  (void)self, (void)worker, (void)job, (void)key, (void)members, (void)origins;
  return refuse(error);
}

static stemma_status
absent_start(const void *self, void **state, stemma_error *error)
{
  (void)self, (void)state;
  return refuse(error);
}

static stemma_status
absent_add(const void *self, void *worker, void *state, const stemma_job *job,
           stemma_error *error)
{
  (void)self, (void)worker, (void)state, (void)job;
  return refuse(error);
}

static stemma_status
absent_merge(const void *self, void *worker, void *into, void *from,
             stemma_error *error)
{
  (void)self, (void)worker, (void)into, (void)from;
  return refuse(error);
}

static uint64_t
absent_bytes(const void *self, const void *state)
{
  (void)self, (void)state;
  return 0;
}

static stemma_status
absent_save(const void *self, const void *state, stemma_output *output,
            stemma_error *error)
{
  (void)self, (void)state, (void)output;
  return refuse(error);
}

static stemma_status
absent_load(const void *self, const void *bytes, uint64_t length, void **state,
            stemma_error *error)
{
  (void)self, (void)bytes, (void)length, (void)state;
  return refuse(error);
}

static stemma_status
absent_finish(const void *self, void *worker, void *state,
              const stemma_job *job, stemma_error *error)
{
  (void)self, (void)worker, (void)state, (void)job;
  return refuse(error);
}

static void
absent_drop(const void *self, void *state)
{
  (void)self, (void)state;
}

stemma_fold
absent_fold(gboolean adds, gboolean measured)
{
  return (stemma_fold){ .size = sizeof(stemma_fold),
                        .start = absent_start,
                        .add = adds ? absent_add : NULL,
                        .merge = adds ? absent_merge : NULL,
                        .bytes = measured ? absent_bytes : NULL,
                        .save = adds ? absent_save : NULL,
                        .load = adds ? absent_load : NULL,
                        .finish = absent_finish,
                        .drop = absent_drop };
}
