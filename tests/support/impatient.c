/* SPDX-License-Identifier: Apache-2.0 */
#include "impatient.h"

#include <string.h>

static uint32_t
cancelled(const stemma_host *host)
{
  Impatient *impatient = host->impl;

  return ++impatient->asked >= impatient->patience;
}

static void
step(const stemma_host *host, uint64_t done, uint64_t total)
{
  (void)host;
  (void)done;
  (void)total;
}

static const void *
extension(const stemma_host *host, const char *id)
{
  static const stemma_progress progress = { sizeof(stemma_progress), 0,
                                            cancelled, step };

  (void)host;
  return strcmp(id, STEMMA_PROGRESS_ID) == 0 ? &progress : NULL;
}

void
impatient_init(Impatient *impatient, guint patience)
{
  memset(impatient, 0, sizeof *impatient);
  impatient->host.size = sizeof(stemma_host);
  impatient->host.epoch = STEMMA_EPOCH;
  impatient->host.minor = STEMMA_MINOR;
  impatient->host.name = "impatient";
  impatient->host.version = "1";
  impatient->host.impl = impatient;
  impatient->host.extension = extension;
  impatient->patience = patience;
}
