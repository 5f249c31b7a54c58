/* SPDX-License-Identifier: Apache-2.0
 *
 * array.h - an array that grows and keeps its memory from one document to the
 * next, for a worker's scratch.
 *
 *   typedef ARRAY(uint32_t) Ids;
 *   Ids ids = { 0 };
 *   if (!array_push(&ids, 7))
 *     return no_memory;
 *   array_clear(&ids);   // count 0, memory kept
 *   array_free(&ids);
 */
#ifndef COMMON_ARRAY_H
#define COMMON_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define ARRAY(type)                                                            \
  struct {                                                                     \
    type *items;                                                               \
    uint32_t count;                                                            \
    uint32_t room;                                                             \
  }

/* Makes room for `need` items of `size` bytes; false without memory, and then
 * nothing has changed. */
bool array_grow(void *items, uint32_t *room, uint32_t need, size_t size);

/* Room for `need` items in all. */
#define array_reserve(array, need)                                             \
  ((need) <= (array)->room                                                     \
   || array_grow(&(array)->items, &(array)->room, (need),                      \
                 sizeof *(array)->items))

/* Appends `value`; false without memory. */
#define array_push(array, value)                                               \
  (array_reserve(array, (array)->count + 1u)                                   \
   && ((array)->items[(array)->count++] = (value), true))

#define array_clear(array) ((void)((array)->count = 0))

#define array_free(array)                                                      \
  (free((array)->items), (array)->items = NULL,                                \
   (void)((array)->count = (array)->room = 0))

#endif
