/* SPDX-License-Identifier: Apache-2.0
 *
 * frame.h - frames one behind the other in a region: what the host asks of a
 * worker process, and what it answers (sdk/docs/abi.md, "The wire form").
 *
 * Both sides run on one machine, so numbers are in its own order.  A reader
 * trusts no length.
 */
#ifndef WORKER_FRAME_H
#define WORKER_FRAME_H

#include "region.h"

#define FRAME_MAGIC 0x6d657473u /* "stem" */
#define FRAME_VERSION 1u

typedef enum {
  /* what is asked */
  FRAME_DOCUMENT = 1, /* a document: its parts and its text */
  FRAME_TABLE,        /* an input or an output: rows and pool as they are */
  FRAME_SHARED,       /* an input whose rows lie in the commons: its pool */
  FRAME_OUTPUTS,      /* from which number the rows of outputs count */
  FRAME_PROCESS,      /* what to do, always the last frame */
  FRAME_SCATTER,
  FRAME_GATHER,
  FRAME_ADD,
  FRAME_KEEP,
  FRAME_FORGET,
  FRAME_SAVE,
  FRAME_LOAD,
  FRAME_FINISH,
  FRAME_KEYS, /* of gather: keys and where their members come from; of
               * scatter: rows and their keys */
  /* what is answered */
  FRAME_STATUS, /* always the first frame */
  FRAME_LOG,
  FRAME_STATE /* what a fold's state was saved as; asked too */
} FrameKind;

/* At a multiple of 8; the body follows, and zeros up to a multiple of 8. */
typedef struct {
  guint32 magic;
  guint16 version;
  guint16 kind;
  guint32 step; /* of the plan; which stage is meant */
  guint32 sequence;
  guint64 length; /* of the body, in bytes */
} Frame;

/* `grow` makes the region hold `size` bytes; FALSE: it cannot. */
typedef struct {
  Region *region;
  gsize used;
  guint32 sequence;
  gboolean full; /* a frame did not fit */
  gboolean (*grow)(gpointer data, gsize size);
  gpointer data;
} FrameWriter;

/* Room for a frame's body, not zeroed but for the padding; NULL: full.  Good
 * until the next frame. */
void *frame_put(FrameWriter *writer, FrameKind kind, guint32 step,
                gsize length);

/* Puts a frame that has two parts one after the other, the first one's length a
 * multiple of 8. */
gboolean frame_put_parts(FrameWriter *writer, FrameKind kind, guint32 step,
                         const void *head, gsize head_length, const void *body,
                         gsize body_length);

/* Puts frames that were put before, as they were. */
gboolean frame_put_again(FrameWriter *writer, const void *frames, gsize length);

typedef struct {
  const guint8 *bytes;
  gsize length;
  gsize at;
  guint32 sequence; /* frames of another one are no frames; 0: any */
} FrameReader;

/* The next frame, copied out, and where its body lies.  FALSE: there is none,
 * or what is there is no frame. */
gboolean frame_next(FrameReader *reader, Frame *frame, const guint8 **body);

#endif
