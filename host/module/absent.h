/* SPDX-License-Identifier: Apache-2.0
 *
 * absent.h - functions of a stage whose code is not in this process: each is
 * there to be seen, and fails when it is called.
 *
 * Private to this room.
 */
#ifndef MODULE_ABSENT_H
#define MODULE_ABSENT_H

#include <glib.h>
#include <stemma/stemma.h>

stemma_life absent_life(gboolean workers);
stemma_status absent_process(const void *self, void *worker,
                             const stemma_job *job, stemma_error *error);
stemma_status absent_scatter(const void *self, void *worker,
                             const stemma_job *job, stemma_emitter *emitter,
                             stemma_error *error);
stemma_status absent_gather(const void *self, void *worker,
                            const stemma_job *job, stemma_key key,
                            const stemma_table *members, stemma_list origins,
                            stemma_error *error);

/* `adds`: it takes documents; `measured`: it tells the size of a state. */
stemma_fold absent_fold(gboolean adds, gboolean measured);

#endif
