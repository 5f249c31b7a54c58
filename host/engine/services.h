/* SPDX-License-Identifier: Apache-2.0
 *
 * services.h - what a stage may ask of this host: stemma.log, stemma.memory,
 * stemma.progress, stemma.resource (sdk/include/stemma/ext).
 *
 * For this room; validate takes services_find_file from it.
 */
#ifndef ENGINE_SERVICES_H
#define ENGINE_SERVICES_H

#include "instance.h"
#include "store/blocks.h"

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
  stemma_memory memory;
  Blocks *blocks;   /* NULL: no memory on disk */
  gint full;        /* it is told that the disk is */
  GArray *mappings; /* of Mapping */
} Services;

void services_init(Services *services, const Step *step,
                   const Surroundings *around);
void services_clear(Services *services);
void services_host(Services *services, stemma_host *host);

/* Where a data file lies: an option's value, or one that the plugin shipped.
 * Free with g_free. */
char *services_find_file(const Step *step, const char *name);

/* The call that this thread is in, NULL: none. */
void services_enter(Call *call);

#endif
