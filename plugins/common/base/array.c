/* SPDX-License-Identifier: Apache-2.0 */
#include "array.h"

#include <string.h>

bool
array_grow(void *items, uint32_t *room, uint32_t need, size_t size)
{
  uint32_t bigger = *room < 16 ? 16 : *room;
  void *old, *grown;

  while (bigger < need)
    bigger = bigger > UINT32_MAX / 2 ? UINT32_MAX : bigger * 2;
  /* `items` is the address of a pointer of some type: copied as bytes,
   * because a void ** may not alias it. */
  memcpy(&old, items, sizeof old);
  grown = realloc(old, (size_t)bigger * size);
  if (!grown)
    return false;
  memcpy(items, &grown, sizeof grown);
  *room = bigger;
  return true;
}
