/* SPDX-License-Identifier: Apache-2.0 */
#include "groups.h"

#include <string.h>

#define FREE UINT64_MAX
enum { SLOTS = 64 };

static uint64_t
key_of(uint32_t name, uint32_t document)
{
  return (uint64_t)name << 32 | document;
}

static uint64_t *
slot_of(Groups *groups, uint64_t key)
{
  uint64_t hash = key * UINT64_C(0x9e3779b97f4a7c15);
  uint32_t at = (uint32_t)(hash >> 32) & groups->mask;

  groups->steps++;
  while (groups->slots[at] != FREE && groups->slots[at] != key) {
    at = (at + 1) & groups->mask;
    groups->steps++;
  }
  return &groups->slots[at];
}

/* Twice as many places; at most half of them are taken. */
static bool
widen(Groups *groups)
{
  uint64_t *old = groups->slots;
  uint32_t count = old ? groups->mask + 1 : 0, more = count ? 2 * count : SLOTS;
  uint64_t *slots = malloc((size_t)more * sizeof *slots);

  if (!slots)
    return false;
  memset(slots, 0xff, (size_t)more * sizeof *slots);
  groups->slots = slots;
  groups->mask = more - 1;
  for (uint32_t i = 0; i < count; i++) {
    if (old[i] != FREE)
      *slot_of(groups, old[i]) = old[i];
  }
  free(old);
  return true;
}

static bool
file(Groups *groups, uint32_t name, uint32_t document)
{
  uint64_t *slot;

  if ((!groups->slots || groups->used > groups->mask / 2) && !widen(groups))
    return false;
  slot = slot_of(groups, key_of(name, document));
  groups->used += *slot == FREE;
  *slot = key_of(name, document);
  return true;
}

bool
groups_add(Groups *groups, uint32_t document)
{
  uint32_t i = groups->nodes.count;
  GroupNode node = { .document = document,
                     .root = i,
                     .next = UINT32_MAX,
                     .last = i,
                     .size = 1,
                     .name = i };

  return array_push(&groups->nodes, node);
}

uint32_t
groups_root(Groups *groups, uint32_t i)
{
  GroupNode *nodes = groups->nodes.items;

  while (nodes[i].root != i) {
    nodes[i].root = nodes[nodes[i].root].root;
    i = nodes[i].root;
  }
  return i;
}

bool
groups_has(Groups *groups, uint32_t i, uint32_t document)
{
  const GroupNode *root = &groups->nodes.items[groups_root(groups, i)];

  /* The document of a single member is not filed. */
  if (root->size == 1)
    return root->document == document;
  return *slot_of(groups, key_of(root->name, document)) != FREE;
}

/* Files the documents of a group's members under `name`. */
static bool
file_all(Groups *groups, uint32_t root, uint32_t name)
{
  const GroupNode *nodes = groups->nodes.items;

  for (uint32_t i = root; i != UINT32_MAX; i = nodes[i].next) {
    groups->steps++;
    if (!file(groups, name, nodes[i].document))
      return false;
  }
  return true;
}

bool
groups_unite(Groups *groups, uint32_t a, uint32_t b)
{
  GroupNode *nodes = groups->nodes.items;
  uint32_t x = groups_root(groups, a), y = groups_root(groups, b);
  uint32_t low = x < y ? x : y, high = x < y ? y : x;
  uint32_t small = nodes[low].size < nodes[high].size ? low : high;
  uint32_t large = small == low ? high : low;
  uint32_t name = nodes[large].name;

  if (!file_all(groups, small, name)
      || (nodes[large].size == 1 && !file_all(groups, large, name)))
    return false;
  nodes[high].root = low;
  nodes[nodes[low].last].next = high;
  nodes[low].last = nodes[high].last;
  nodes[low].size += nodes[high].size;
  nodes[low].name = name;
  return true;
}

void
groups_free(Groups *groups)
{
  array_free(&groups->nodes);
  free(groups->slots);
  *groups = (Groups){ 0 };
}
