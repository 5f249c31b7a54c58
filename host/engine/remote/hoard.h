/* SPDX-License-Identifier: Apache-2.0
 *
 * hoard.h - bytes of a saved state in a worker process, which may be more than
 * it may have memory for: large ones lie on disk.
 *
 * Private to this room.
 */
#ifndef ENGINE_HOARD_H
#define ENGINE_HOARD_H

#include <glib.h>
#include <stemma/stemma.h>

typedef struct {
  guint8 *bytes;
  guint64 used;
  guint64 room;
  gboolean on_disk;
} Hoard;

/* FALSE: no memory for them, and none on disk; all is as it was. */
gboolean hoard_add(Hoard *hoard, const stemma_host *host, const void *bytes,
                   guint64 length);
/* Empties it, and gives its memory back. */
void hoard_clear(Hoard *hoard, const stemma_host *host);

#endif
