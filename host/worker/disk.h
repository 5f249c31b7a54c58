/* SPDX-License-Identifier: Apache-2.0
 *
 * disk.h - where files for memory on disk come from.
 */
#ifndef WORKER_DISK_H
#define WORKER_DISK_H

#include <glib.h>

/* A new file without a name, of `length` zeroed bytes that have their room on
 * the disk.  To be closed; -1: errno.  Any thread. */
typedef int (*DiskFile)(guint64 length);

typedef struct {
  DiskFile file;
  gboolean own; /* can be made longer by who asked for it */
} Disk;

#endif
