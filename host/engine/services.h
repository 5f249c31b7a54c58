/* SPDX-License-Identifier: Apache-2.0
 *
 * services.h - what a stage may ask of this host: stemma.log, stemma.memory,
 * stemma.progress, stemma.resource (sdk/include/stemma/ext).
 *
 * Private to this room.
 */
#ifndef ENGINE_SERVICES_H
#define ENGINE_SERVICES_H

#include "instance.h"

/* A data file of a plugin, mapped. */
typedef struct {
  char *bytes;
  gsize length;
  gsize mapped;
} Mapping;

/* What stands behind stemma_host.impl. */
typedef struct {
  const Step *step;
  const Surroundings *around;
  stemma_log log;
  GArray *mappings; /* of Mapping */
} Services;

void services_init(Services *services, const Step *step,
                   const Surroundings *around);
void services_clear(Services *services);
void services_host(Services *services, stemma_host *host);

/* The call that this thread is in, NULL: none. */
void services_enter(Call *call);
Call *services_call(void);

#endif
