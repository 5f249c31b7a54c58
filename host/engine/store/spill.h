/* SPDX-License-Identifier: Apache-2.0
 *
 * spill.h - the memory that the corpus passes of a run may hold, and the file
 * that takes what is beyond it.
 *
 * The file has no name, so nothing is left behind however the run ends.  All
 * functions: any thread.
 */
#ifndef ENGINE_SPILL_H
#define ENGINE_SPILL_H

#include "../../worker/disk.h"

typedef struct Spill Spill;

/* `limit` bytes of memory for all who ask. */
Spill *spill_new(guint64 limit);
void spill_free(Spill *spill);

/* Takes `bytes` of the memory; FALSE: there is not so much left. */
gboolean spill_take(Spill *spill, guint64 bytes);
/* Takes it in any case. */
void spill_force(Spill *spill, guint64 bytes);
void spill_give_back(Spill *spill, guint64 bytes);

/* Appends to the file; `offset` tells where.  FALSE: the disk is full or the
 * like, which spill_error keeps. */
gboolean spill_write(Spill *spill, const void *bytes, gsize length,
                     guint64 *offset);
gboolean spill_read(Spill *spill, guint64 offset, void *to, gsize length);

/* Files where temporary files lie.  Any thread. */
extern const Disk spill_disk;
/* Is so much left on the disk for those who are not trusted with all of it?
 * FALSE: errno. */
gboolean spill_has_room(guint64 length);
/* Such a file for them. */
int spill_file_lend(guint64 length);

/* The first trouble with the file, or NULL; the spill's. */
const GError *spill_error(Spill *spill);

/* Bytes in the file. */
guint64 spill_written(Spill *spill);

#endif
