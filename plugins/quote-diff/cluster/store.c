/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <stdlib.h>
#include <string.h>

/* Before each block, in a cache line of its own. */
enum { LINE = 64 };
typedef struct Head {
  size_t bytes; /* with the head */
  bool on_disk;
} Head;

/* Smaller blocks are not worth a file each. */
static const size_t LEAST_ON_DISK = 1 << 16;

/* What the stage holds beside the store, such as its lexicon, may take as much
 * as the store. */
enum { SHARE = 2 };

static Head *
head_of(const void *block)
{
  return (Head *)(void *)((char *)(uintptr_t)block - LINE);
}

static void *
block_of(Head *head)
{
  return (char *)head + LINE;
}

void
store_use(Store *store, const stemma_host *host)
{
  const stemma_memory *memory;

  if (store->host || !host)
    return;
  store->host = host;
  memory = host->extension(host, STEMMA_MEMORY_ID);
  if (memory && STEMMA_HAS(stemma_memory, memory, on_disk))
    store->memory = memory;
}

static bool
is_full(const Store *store, size_t bytes)
{
  return store && store->memory && bytes >= LEAST_ON_DISK
         && store->held + bytes > store->memory->budget / SHARE;
}

/* NULL: there is no memory on disk, or none is left. */
static Head *
change_on_disk(Store *store, Head *head, size_t bytes)
{
  head = store->memory->on_disk(store->host, head, bytes);
  if (head)
    *head = (Head){ bytes, true };
  return head;
}

static Head *
take(Store *store, size_t bytes)
{
  Head *head = NULL;

  if (bytes > SIZE_MAX / 2)
    return NULL;
  bytes = (bytes + 2 * LINE - 1) / LINE * LINE;
  if (is_full(store, bytes))
    head = change_on_disk(store, NULL, bytes);
  if (head)
    return head;
  head = aligned_alloc(LINE, bytes);
  if (!head)
    return NULL;
  *head = (Head){ bytes, false };
  if (store)
    store->held += bytes;
  return head;
}

void *
store_take(Store *store, size_t bytes)
{
  Head *head = take(store, bytes);

  return head ? block_of(head) : NULL;
}

/* What is on disk is zeroed already. */
void *
store_take_zeroed(Store *store, size_t bytes)
{
  Head *head = take(store, bytes);

  if (!head)
    return NULL;
  if (!head->on_disk)
    memset(block_of(head), 0, bytes);
  return block_of(head);
}

static void *
move(Store *store, void *block, size_t bytes)
{
  void *moved = store_take(store, bytes);
  size_t kept = head_of(block)->bytes - LINE;

  if (!moved)
    return NULL;
  memcpy(moved, block, kept < bytes ? kept : bytes);
  store_give_back(store, block);
  return moved;
}

static void *
resize_here(Store *store, Head *head, size_t bytes)
{
  size_t old = head->bytes;

  head = realloc(head, bytes);
  if (!head)
    return NULL;
  head->bytes = bytes;
  if (store)
    store->held += bytes - old;
  return block_of(head);
}

void *
store_resize(Store *store, void *block, size_t bytes)
{
  Head *head;
  size_t whole = bytes + LINE;

  if (!block)
    return store_take(store, bytes);
  if (bytes > SIZE_MAX / 2)
    return NULL;
  head = head_of(block);
  if (head->on_disk) {
    head = change_on_disk(store, head, whole);
    return head ? block_of(head) : move(store, block, bytes);
  }
  if (whole > head->bytes && is_full(store, whole - head->bytes))
    return move(store, block, bytes);
  return resize_here(store, head, whole);
}

void
store_give_back(Store *store, void *block)
{
  Head *head;

  if (!block)
    return;
  head = head_of(block);
  if (head->on_disk) {
    store->memory->on_disk(store->host, head, 0);
    return;
  }
  if (store)
    store->held -= head->bytes;
  free(head);
}

size_t
store_bytes(const void *block)
{
  return block && !head_of(block)->on_disk ? head_of(block)->bytes : 0;
}
