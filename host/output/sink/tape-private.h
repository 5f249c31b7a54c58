/* SPDX-License-Identifier: Apache-2.0
 *
 * tape-private.h - the bytes of a tape: a head, then chunks in the order in
 * which they were recorded, in the machine's own order.
 */
#ifndef OUTPUT_TAPE_PRIVATE_H
#define OUTPUT_TAPE_PRIVATE_H

#include "tape.h"

#define TAPE_MAGIC "stemrun1"

typedef struct {
  char magic[8];
  guint8 key[TAPE_KEY];
  gint64 status;
  guint64 length; /* of all chunks */
  guint64 sum;    /* XXH3 of this head with 0 here, seeded with the XXH3 of all
                   * chunks */
} TapeHead;

typedef enum {
  CHUNK_PLACE = 1, /* a path; the first one is number 1, and so on */
  CHUNK_BYTES,     /* of the chunk's place; 0 is standard output */
  CHUNK_FOLDER,    /* a path */
  CHUNK_LINE       /* stage, document, line; `place` is the level, plus
                    * LINE_HAS_DOCUMENT */
} ChunkKind;

#define LINE_HAS_DOCUMENT (1u << 31)

/* The chunk's bytes follow, and zeros up to a multiple of 8; strings have
 * their NUL. */
typedef struct {
  guint32 kind;
  guint32 place;
  guint64 length;
} Chunk;

#endif
