/* SPDX-License-Identifier: Apache-2.0
 *
 * A store that may hold next to nothing: what it holds is on disk then, the
 * links are the same, and all is given back; where the disk is full the
 * process's memory stands in.
 */
#include "fixture.h"

#include "links.h"
#include "store.h"

/* A host whose disk is the process's memory. */
typedef struct Disk {
  uint32_t blocks;
  uint32_t taken; /* ever */
  bool full;
} Disk;

static void *
on_disk(const stemma_host *host, void *block, uint64_t bytes)
{
  Disk *disk = host->impl;

  if (bytes == 0) {
    free(block);
    disk->blocks--;
    return NULL;
  }
  if (disk->full)
    return NULL;
  disk->blocks += !block;
  disk->taken += !block;
  return block ? realloc(block, bytes) : calloc(1, bytes);
}

static const stemma_memory memory = { .size = sizeof memory,
                                      .budget = 1000,
                                      .on_disk = on_disk };

static const void *
extension(const stemma_host *host, const char *id)
{
  (void)host;
  return strcmp(id, STEMMA_MEMORY_ID) == 0 ? &memory : NULL;
}

/* Each second quote has eight of the nine words of the one before. */
static void
fill(Bag *bag)
{
  for (uint32_t i = 0; i < 20000; i++) {
    BagQuote quote = { .doc = i, .count = 9 };
    uint64_t seed = i / 2;
    Code codes[9];

    for (uint32_t k = 0; k < quote.count; k++) {
      seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
      codes[k] = code_of(
          ((seed >> 33) % 4000 + 1) * UINT64_C(0x9e3779b97f4a7c15), true);
    }
    codes[4] += i % 2 * 2;
    assert_true(bag_put(bag, &quote, (const char *)codes));
  }
}

static void
find_links(Store *store, Links *links)
{
  Bag bag = { .store = store };
  Nodes nodes;

  fill(&bag);
  bag_close(&bag);
  assert_true(nodes_sort(&nodes, &bag) && nodes_weigh(&nodes));
  assert_true(links_find(links, &nodes, .001));
  nodes_free(&nodes);
  bag_free(&bag);
}

static void
links_are_the_same(void **state)
{
  Disk disk = { .blocks = 0 };
  stemma_host host = { .size = sizeof host,
                       .impl = &disk,
                       .extension = extension };
  Store store = { .host = NULL };
  Links here, there;

  (void)state;
  store_use(&store, &host);
  find_links(NULL, &here);
  find_links(&store, &there);
  assert_true(disk.taken >= 6);
  assert_true(here.count > 1000);
  assert_int_equal(here.count, there.count);
  assert_memory_equal(here.list, there.list, here.count * sizeof *here.list);
  links_free(&here);
  links_free(&there);
  assert_int_equal(disk.blocks, 0);
  assert_int_equal(store.held, 0);
}

static void
a_full_disk_is_not_the_end(void **state)
{
  Disk disk = { .blocks = 0 };
  stemma_host host = { .size = sizeof host,
                       .impl = &disk,
                       .extension = extension };
  Store store = { .host = NULL };
  char *block;

  (void)state;
  store_use(&store, &host);
  block = store_take_zeroed(&store, 100000);
  assert_int_equal(store_bytes(block), 0);
  block[99999] = 'a';
  disk.full = true;
  block = store_resize(&store, block, 200000);
  assert_int_equal(disk.blocks, 0);
  assert_true(store_bytes(block) >= 200000 && store.held >= 200000);
  assert_int_equal(block[99999], 'a');
  block = store_resize(&store, block, 400000);
  disk.full = false;
  block = store_resize(&store, block, 500000);
  assert_int_equal(store_bytes(block), 0);
  assert_int_equal(block[99999], 'a');
  store_give_back(&store, block);
  assert_int_equal(disk.blocks, 0);
  assert_int_equal(store.held, 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(links_are_the_same),
    cmocka_unit_test(a_full_disk_is_not_the_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
