/* SPDX-License-Identifier: Apache-2.0 */
#include "said.h"

#include <string.h>

#include "varint.h"

bool
said_put(SaidList *list, const Said *said)
{
  size_t most = list->length + 3 * VARINT_MOST + said->length;
  unsigned char *bytes = buffer_need(&list->bytes, most, 1), *at;

  if (!bytes)
    return false;
  at = varint_put(bytes + list->length, said->begin - list->begin);
  at = varint_put(at, said->end - said->begin);
  at = varint_put(at, said->length);
  if (said->length)
    memcpy(at, said->name, said->length);
  list->length = (size_t)(at - bytes) + said->length;
  list->begin = said->begin;
  return true;
}

SaidReader
said_reader(const void *bytes, uint32_t length)
{
  const unsigned char *at = bytes;

  return (SaidReader){ .at = at, .end = at + length };
}

bool
said_next(SaidReader *reader)
{
  Said *said = &reader->said;

  if (reader->at == reader->end)
    return false;
  said->begin += varint_take(&reader->at);
  said->end = said->begin + varint_take(&reader->at);
  said->length = varint_take(&reader->at);
  said->name = (const char *)reader->at;
  reader->at += said->length;
  reader->number++;
  return true;
}
