/* SPDX-License-Identifier: Apache-2.0
 *
 * hoard.c - see hoard.h.
 */
#include "hoard.h"
#include <string.h>

/* Each block on disk is a file, and a question to the host. */
#define LEAST_ON_DISK (1u << 20)

static void *
change_on_disk(const stemma_host *host, void *block, guint64 bytes)
{
  const stemma_memory *memory = host->extension(host, STEMMA_MEMORY_ID);

  return memory->on_disk(host, block, bytes);
}

/* From memory, or into a longer block. */
static gboolean
move_to_disk(Hoard *hoard, const stemma_host *host, guint64 room)
{
  void *bytes =
      change_on_disk(host, hoard->on_disk ? hoard->bytes : NULL, room);

  if (!bytes)
    return FALSE;
  if (!hoard->on_disk && hoard->used > 0)
    memcpy(bytes, hoard->bytes, (gsize)hoard->used);
  if (!hoard->on_disk)
    g_free(hoard->bytes);
  *hoard = (Hoard){ bytes, hoard->used, room, TRUE };
  return TRUE;
}

static gboolean
grow(Hoard *hoard, const stemma_host *host, guint64 room)
{
  void *bytes;

  if (room >= LEAST_ON_DISK && move_to_disk(hoard, host, room))
    return TRUE;
  if (hoard->on_disk)
    return FALSE;
  bytes = g_try_realloc(hoard->bytes, (gsize)room);
  if (!bytes)
    return FALSE;
  hoard->bytes = bytes;
  hoard->room = room;
  return TRUE;
}

gboolean
hoard_add(Hoard *hoard, const stemma_host *host, const void *bytes,
          guint64 length)
{
  guint64 needed = hoard->used + length;

  if (length > G_MAXINT64 / 4)
    return FALSE;
  if (needed > hoard->room && !grow(hoard, host, MAX(needed, 2 * hoard->room)))
    return FALSE;
  if (length > 0)
    memcpy(hoard->bytes + hoard->used, bytes, (gsize)length);
  hoard->used = needed;
  return TRUE;
}

void
hoard_clear(Hoard *hoard, const stemma_host *host)
{
  if (hoard->on_disk)
    change_on_disk(host, hoard->bytes, 0);
  else
    g_free(hoard->bytes);
  *hoard = (Hoard){ NULL, 0, 0, FALSE };
}
