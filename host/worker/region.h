/* SPDX-License-Identifier: Apache-2.0
 *
 * region.h - memory that the host and a worker process share.
 *
 * A file without a name that can grow and never shrink, so that no process can
 * take pages away under another one's feet.  Each side maps as much as it was
 * told of.
 */
#ifndef WORKER_REGION_H
#define WORKER_REGION_H

#include <glib.h>

typedef struct {
  int file; /* -1: none */
  guint8 *bytes;
  gsize size; /* bytes that are mapped here */
} Region;

/* Of `size` bytes, mapped to be read and written.  FALSE: errno. */
gboolean region_new(Region *region, gsize size);
void region_free(Region *region);

/* Makes the file at least `size` bytes long and maps it anew.  FALSE: errno,
 * and all is as it was. */
gboolean region_grow(Region *region, gsize size);

/* Maps `size` bytes of the file anew, to be read, and written too when
 * `writable`.  FALSE: errno. */
gboolean region_map(Region *region, gsize size, gboolean writable);

/* Gives the memory of all bytes from `keep` on back; they read as zeros. */
void region_trim(Region *region, gsize keep);

#endif
