/* SPDX-License-Identifier: Apache-2.0
 *
 * buffer.h - scratch memory that grows and is used again.
 *
 * A worker keeps its buffers from document to document, so that the work on
 * one document allocates only when it is larger than any before.
 */
#ifndef COMMON_BUFFER_H
#define COMMON_BUFFER_H

#include <stddef.h>
#include <stdlib.h>

typedef struct Buffer {
  void *data;
  size_t room; /* bytes */
} Buffer;

/* Makes room for `count` items of `size` bytes and returns the data, whose
 * first bytes are kept; NULL when memory is out (the old data stays). */
static inline void *
buffer_need(Buffer *buffer, size_t count, size_t size)
{
  size_t bytes, room = buffer->room ? buffer->room : 256;
  void *data;

  if (size && count > (size_t)-1 / 2 / size)
    return NULL;
  bytes = count * size;
  if (bytes <= buffer->room && buffer->data)
    return buffer->data;
  while (room < bytes)
    room *= 2;
  data = realloc(buffer->data, room);
  if (data) {
    buffer->data = data;
    buffer->room = room;
  }
  return data;
}

static inline void
buffer_free(Buffer *buffer)
{
  free(buffer->data);
  buffer->data = NULL;
  buffer->room = 0;
}

#endif
