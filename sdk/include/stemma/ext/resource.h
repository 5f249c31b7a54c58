/* SPDX-License-Identifier: 0BSD */
#ifndef STEMMA_EXT_RESOURCE_H
#define STEMMA_EXT_RESOURCE_H
#include "../host.h"
STEMMA_BEGIN
#define STEMMA_RESOURCE_ID "stemma.resource/1"
typedef struct stemma_resource {
  uint32_t size;
  uint32_t reserved;
  /* The bytes of a data file that the plugin shipped or the user's option
   * named, mapped read-only and followed by a NUL.  Its hash becomes part of
   * every cached row's key.  [control] */
  stemma_status (*map)(const stemma_host *host, const char *name,
                       const char **bytes, uint64_t *length,
                       stemma_error *error);
} stemma_resource;
STEMMA_END
#endif
