/* SPDX-License-Identifier: Apache-2.0 */
#include "builder.h"

#include <stdlib.h>
#include <string.h>

static bool
make_room(Builder *builder, size_t more)
{
  size_t need = builder->length + more + 1;
  size_t room = builder->room ? builder->room : 64;
  char *grown;

  if (need <= builder->room)
    return true;
  while (room < need)
    room *= 2;
  grown = realloc(builder->bytes, room);
  if (!grown) {
    builder->failed = true;
    return false;
  }
  builder->bytes = grown;
  builder->room = room;
  return true;
}

void
builder_bytes(Builder *builder, const char *bytes, size_t length)
{
  if (!make_room(builder, length))
    return;
  if (length)
    memcpy(builder->bytes + builder->length, bytes, length);
  builder->length += length;
  builder->bytes[builder->length] = '\0';
}

void
builder_add(Builder *builder, const char *text)
{
  builder_bytes(builder, text, strlen(text));
}

void
builder_number(Builder *builder, uint64_t number)
{
  char digits[20];
  size_t at = sizeof digits;

  do {
    digits[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  builder_bytes(builder, digits + at, sizeof digits - at);
}

const char *
builder_text(const Builder *builder)
{
  return builder->bytes ? builder->bytes : "";
}

void
builder_clear(Builder *builder)
{
  builder->length = 0;
  builder->failed = false;
  if (builder->bytes)
    builder->bytes[0] = '\0';
}

void
builder_free(Builder *builder)
{
  free(builder->bytes);
  *builder = (Builder){ 0 };
}
