/* SPDX-License-Identifier: 0BSD
 *
 * stemma/ext/resource.h - data files of a plugin or of its user, so that a
 * stage needs no file functions of its own and works where it may open none.
 */
#ifndef STEMMA_EXT_RESOURCE_H
#define STEMMA_EXT_RESOURCE_H

#include "../host.h"

STEMMA_BEGIN

#define STEMMA_RESOURCE_ID "stemma.resource/1"

/* What STEMMA_RESOURCE_ID gives. */
typedef struct stemma_resource {
  uint32_t size;     /* set by the host */
  uint32_t reserved; /* zero */
  /* The bytes of a data file that the plugin shipped (`name` relative: first
   * MODULE-ID/NAME beside the shared object, then below datadir of
   * stemma-1.pc) or that an option of type STEMMA_OPTION_FILE named (the
   * option's value as it is).  Mapped read-only and followed by a NUL; *bytes
   * is the host's and lives until close.  STEMMA_E_RESOURCE when it cannot be
   * read, with `error` filled.  Call it in open.  [control] */
  stemma_status (*map)(const stemma_host *host, const char *name,
                       const char **bytes, uint64_t *length,
                       stemma_error *error);
} stemma_resource;

STEMMA_END
#endif
