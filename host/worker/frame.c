/* SPDX-License-Identifier: Apache-2.0
 *
 * frame.c - see frame.h.
 */
#include "frame.h"
#include <string.h>

static gsize
padded(gsize length)
{
  return (length + 7) & ~(gsize)7;
}

void *
frame_put(FrameWriter *writer, FrameKind kind, guint32 step, gsize length)
{
  Frame frame = { FRAME_MAGIC, FRAME_VERSION,    (guint16)kind,
                  step,        writer->sequence, length };
  gsize end = writer->used + sizeof frame + padded(length);
  guint8 *at;

  if (writer->full || length > G_MAXSIZE / 4
      || (end > writer->region->size && !writer->grow(writer->data, end))) {
    writer->full = TRUE;
    return NULL;
  }
  at = writer->region->bytes + writer->used;
  memcpy(at, &frame, sizeof frame);
  at += sizeof frame;
  memset(at + length, 0, padded(length) - length);
  writer->used = end;
  return at;
}

gboolean
frame_put_parts(FrameWriter *writer, FrameKind kind, guint32 step,
                const void *head, gsize head_length, const void *body,
                gsize body_length)
{
  guint8 *at = frame_put(writer, kind, step, head_length + body_length);

  if (!at)
    return FALSE;
  if (head_length > 0)
    memcpy(at, head, head_length);
  if (body_length > 0)
    memcpy(at + head_length, body, body_length);
  return TRUE;
}

gboolean
frame_put_again(FrameWriter *writer, const void *frames, gsize length)
{
  gsize end = writer->used + length;

  if (writer->full
      || (end > writer->region->size && !writer->grow(writer->data, end))) {
    writer->full = TRUE;
    return FALSE;
  }
  memcpy(writer->region->bytes + writer->used, frames, length);
  writer->used = end;
  return TRUE;
}

gboolean
frame_next(FrameReader *reader, Frame *frame, const guint8 **body)
{
  gsize left = reader->length - reader->at;

  if (left < sizeof *frame)
    return FALSE;
  memcpy(frame, reader->bytes + reader->at, sizeof *frame);
  left -= sizeof *frame;
  if (frame->magic != FRAME_MAGIC || frame->version != FRAME_VERSION
      || (reader->sequence && frame->sequence != reader->sequence)
      || frame->length > left || padded(frame->length) > left)
    return FALSE;
  *body = reader->bytes + reader->at + sizeof *frame;
  reader->at += sizeof *frame + padded(frame->length);
  return TRUE;
}
